import { describe, expect, it } from 'vitest';
import { compress, MOST_BYTES } from '../../../../src/Tonearm/Guard/Pages/compress';
import { fit, maxZoom, pan, side, square, zoomTo } from '../../../../src/Tonearm/Guard/Pages/crop';

describe('the square that is cut', () => {
  it('begins as the largest one, in the middle', () => {
    expect(square(fit(1200, 800))).toEqual({ left: 200, top: 0, side: 800 });
  });

  it('stays on the picture however it is dragged', () => {
    const right = pan(fit(1200, 800), -9, -9);
    expect(square(right)).toEqual({ left: 400, top: 0, side: 800 });
    expect(square(pan(right, 9, 9)).left).toBe(0);
  });

  it('keeps the point under the finger while zooming', () => {
    const before = fit(2000, 2000);
    const after = zoomTo(before, 2, 0.25, 0.75);
    const under = (crop: typeof before) => ({ x: square(crop).left + 0.25 * side(crop), y: square(crop).top + 0.75 * side(crop) });
    expect(under(after)).toEqual(under(before));
  });

  it('does not zoom in on fewer pixels than Spotify shows', () => {
    expect(maxZoom(fit(600, 900))).toBe(2);
    expect(maxZoom(fit(200, 200))).toBe(1);
    expect(side(zoomTo(fit(600, 900), 99))).toBe(300);
  });

  it('never leaves the picture, whatever is done to it', () => {
    let crop = fit(901, 437);
    for (let turn = 1; turn < 400; turn++) {
      crop = turn % 3 === 0 ? zoomTo(crop, 1 + ((turn * 7) % 10), (turn % 5) / 4, (turn % 7) / 6) : pan(crop, Math.sin(turn) * 2, Math.cos(turn * 1.7) * 2);
      const { left, top, side: length } = square(crop);
      expect(left).toBeGreaterThanOrEqual(-1e-9);
      expect(top).toBeGreaterThanOrEqual(-1e-9);
      expect(left + length).toBeLessThanOrEqual(901 + 1e-9);
      expect(top + length).toBeLessThanOrEqual(437 + 1e-9);
    }
  });
});

describe('the JPEG that is sent', () => {
  const encoder = (bytesPerPixel: number) => async (length: number, quality: number) => ({ size: Math.round(length * length * quality * bytesPerPixel) });

  it('is large and good when that fits', async () => {
    const result = await compress(3000, encoder(0.1));
    expect(result?.side).toBe(1000);
  });

  it('gets smaller before it gets bad', async () => {
    const result = await compress(3000, encoder(0.5));
    expect(result?.side).toBe(640);
    expect(result?.jpeg.size).toBeLessThanOrEqual(MOST_BYTES);
  });

  it('is never enlarged', async () => {
    expect((await compress(420, encoder(0.1)))?.side).toBe(420);
  });

  it('takes any quality at the smallest side', async () => {
    expect((await compress(1000, encoder(5)))?.side).toBe(300);
  });

  it('says so when nothing fits', async () => {
    expect(await compress(1000, encoder(50))).toBeNull();
  });
});
