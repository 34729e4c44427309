// Drop, paste or pick a picture; cut it to a square; see what it will weigh; put it into the draft.

import { compress } from './compress';
import { type Crop, fit, maxZoom, side, square, zoomTo } from './crop';
import { handleCrop } from './cropGestures';
import { draftCover } from './draft';

const UNREADABLE = 'This file could not be read as a picture. JPEG, PNG, WebP and GIF work everywhere.';

export class CoverEditor {
  private readonly dialog = find<HTMLDialogElement>('[data-cover-editor]');
  private readonly cut = find<HTMLElement>('[data-cut]');
  private readonly canvas = find<HTMLCanvasElement>('[data-cut] canvas');
  private readonly zoom = find<HTMLInputElement>('[data-zoom]');
  private readonly says = find<HTMLElement>('[data-cut-says]');
  private readonly problem = find<HTMLElement>('[data-cut-problem]');
  private readonly use = find<HTMLButtonElement>('[data-cut-use]');
  private readonly file = find<HTMLInputElement>('[data-cover-file]');
  private picture: HTMLImageElement | undefined;
  private crop: Crop = fit(1, 1);
  private jpeg: Blob | undefined;
  private turn = 0;

  constructor() {
    this.file.addEventListener('change', () => {
      const chosen = this.file.files?.[0];
      this.file.value = '';
      if (chosen) void this.edit(chosen);
    });
    find('[data-cut-other]').addEventListener('click', () => this.pick());
    this.use.addEventListener('click', () => void this.take());
    this.zoom.addEventListener('input', () => this.show(zoomTo(this.crop, 1 + (maxZoom(this.crop) - 1) * (Number(this.zoom.value) / 100))));
    handleCrop(this.cut, () => this.crop, (crop) => this.show(crop));
  }

  pick(): void {
    this.file.click();
  }

  async edit(file: Blob): Promise<void> {
    const picture = new Image();
    picture.src = URL.createObjectURL(file);
    try {
      await picture.decode();
    } catch {
      tellCoverProblem(UNREADABLE);
      return;
    } finally {
      // A decoded picture needs its address no longer.
      URL.revokeObjectURL(picture.src);
    }
    tellCoverProblem('');
    this.picture = picture;
    this.problem.hidden = true;
    if (!this.dialog.open) this.dialog.showModal();
    this.show(fit(picture.naturalWidth, picture.naturalHeight));
    this.cut.focus();
  }

  private show(crop: Crop): void {
    this.crop = crop;
    const most = maxZoom(crop);
    this.zoom.disabled = most === 1;
    this.zoom.value = String(most === 1 ? 0 : Math.round((100 * (crop.zoom - 1)) / (most - 1)));
    draw(this.canvas, this.picture, crop, this.canvas.width);
    void this.weigh();
  }

  /** Compresses what is shown, once the hand rests, and says what it weighs. */
  private async weigh(): Promise<void> {
    const turn = ++this.turn;
    this.jpeg = undefined;
    await new Promise((resolve) => setTimeout(resolve, 150));
    if (turn !== this.turn) return;
    const result = await compress(side(this.crop), (length, quality) => encode(this.picture, this.crop, length, quality));
    if (turn !== this.turn) return;
    this.jpeg = result?.jpeg;
    this.use.disabled = !result;
    this.says.textContent = result
      ? `${result.side} × ${result.side} pixels, ${kilobytes(result.jpeg.size)}. Spotify takes up to 180 KB.`
      : 'This picture cannot be made small enough for Spotify.';
    if (result && result.side < 300) this.says.textContent += ' It is small: Spotify shows covers at 300 pixels and more.';
  }

  private async take(): Promise<void> {
    if (this.use.ariaBusy === 'true') return;
    this.use.ariaBusy = 'true';
    try {
      if (!this.jpeg) await this.weigh();
      if (!this.jpeg) return;
      draftCover(this.jpeg);
      this.dialog.close();
    } catch (error) {
      this.problem.hidden = false;
      this.problem.textContent = String((error as Error).message);
    } finally {
      this.use.ariaBusy = null;
    }
  }
}

export function tellCoverProblem(words: string): void {
  const place = document.querySelector<HTMLElement>('[data-cover-problem]');
  if (!place) return;
  place.hidden = !words;
  place.textContent = words;
}

function draw(canvas: HTMLCanvasElement, picture: HTMLImageElement | undefined, crop: Crop, length: number): void {
  const pen = canvas.getContext('2d');
  if (!pen || !picture) return;
  const cut = square(crop);
  pen.imageSmoothingQuality = 'high';
  // JPEG knows no transparency.
  pen.fillStyle = '#fff';
  pen.fillRect(0, 0, length, length);
  pen.drawImage(picture, cut.left, cut.top, cut.side, cut.side, 0, 0, length, length);
}

function encode(picture: HTMLImageElement | undefined, crop: Crop, length: number, quality: number): Promise<Blob> {
  const canvas = document.createElement('canvas');
  canvas.width = canvas.height = length;
  draw(canvas, picture, crop, length);
  return new Promise((resolve, reject) => canvas.toBlob((blob) => (blob ? resolve(blob) : reject(new Error(UNREADABLE))), 'image/jpeg', quality));
}

function kilobytes(bytes: number): string {
  return `${Math.round(bytes / 1000)} KB`;
}

function find<T extends HTMLElement>(where: string): T {
  const element = document.querySelector<T>(where);
  if (!element) throw new Error(`The cover editor misses ${where}`);
  return element;
}
