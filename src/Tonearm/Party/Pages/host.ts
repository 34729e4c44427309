// What only the host can do here: the strip at the thumb, and the sheet with the rest.

import { plain } from '../../Web/bidi';
import { drawToast, Held } from '../../Web/held';
import { notice } from '../../Web/notice';
import { type Reply, send } from './api';
import { Choice } from './choice';
import { Devices } from './devices';
import { Fallback } from './fallback';
import { GuestList } from './guests';
import type { Room } from './room';
import { readSettings } from './settings';
import { Starting } from './starting';
import { find } from './dom';
import { titled } from './words';

export class Host {
  private readonly sheet = find<HTMLDialogElement>('[data-sheet]');
  private readonly said = find('[data-sheet-said]');
  private readonly devices = new Devices(this.sheet, (id, name) => void this.do('PUT', 'device', { deviceId: id, name }, 'The music moves there.'));

  private readonly choice = new Choice(() => this.read(), (track, title) => void this.do('PUT', 'choice', { trackId: track }, `Next, by your choice: ${title}.`));

  private readonly fallback = new Fallback(() => this.read(), (id, title) => void this.do('PUT', 'fallback', { playlistId: id }, `When all have played: ${plain(title)}.`));

  private readonly starting = new Starting(() => this.read(), (start, done) => void this.do('PUT', 'starts', start, done));

  private readonly guests = new GuestList(() => this.read(), this);

  private readonly held = new Held((words) => this.drawHeld(words));
  private heldRound = 0;
  private heldChanged: (() => void) | undefined;

  constructor(private readonly read: () => Room) {
    addEventListener('pagehide', () => this.held.flush());
    document.addEventListener('visibilitychange', () => document.hidden && this.held.flush());
    document.addEventListener('click', (event) => this.clicked(event));
    find('[data-settings]').addEventListener('submit', (event) => {
      event.preventDefault();
      void this.do('PUT', 'settings', readSettings(event.target as HTMLFormElement), 'Saved. The ballot follows.');
    });
    this.sheet.addEventListener('close', () => this.devices.stop());
    for (const deed of this.sheet.querySelectorAll<HTMLDetailsElement>('.deed')) deed.addEventListener('toggle', () => this.turned(deed));
  }

  /** Something waits and can be taken back until then; one thing at a time. */
  hold(key: string, words: string, send: () => void): void {
    this.held.hold(key, words, send);
  }

  drop(): void {
    this.held.drop();
  }

  get heldKey(): string | undefined {
    return this.held.key;
  }

  /** Told whenever something begins or ceases to wait. */
  onHeld(changed: () => void): void {
    this.heldChanged = changed;
  }

  /** Keeps what the sheet lists true. */
  draw(): void {
    // The song that was to give way has ended by itself.
    if (this.held.key === 'next' && this.heldRound !== this.read().snapshot.round) this.held.drop();
    this.starting.draw();
    if (!this.sheet.open) return;
    this.listSongs();
    this.choice.draw();
    this.fallback.draw();
    this.guests.draw();
  }

  private clicked(event: Event): void {
    const button = event.target instanceof Element ? event.target.closest<HTMLButtonElement>('button') : null;
    if (!button) return;
    const { do: deed, track } = button.dataset;
    if (button.matches('[data-more]')) this.open();
    else if (button.matches('[data-dialog-close]')) this.sheet.close();
    else if (button.matches('[data-starts-none]')) this.starting.drop();
    else if (button.matches('[data-key]')) void this.showKey();
    else if (button.matches('[data-offer-take]')) void this.takeOffer();
    else if (button.matches('[data-undo]')) this.held.drop();
    else if (track && button.closest('[data-off]')) this.takeOff(track);
    else if (deed === 'next') this.playNext();
    else if (deed === 'end') this.end();
    else if (deed === 'fallback-off') void this.do('DELETE', 'fallback', undefined, 'When all have played, the songs begin anew.');
    else if (deed === 'along-off') void this.do('PUT', 'settings', { ...this.read().snapshot.settings, along: false }, 'Nobody plays along any more.');
    else if (deed === 'choice-back') void this.do('DELETE', 'choice', undefined, 'It is taken back: the likes decide.');
    else if (deed === 'device' || deed === 'settings') this.open(deed);
    else if (deed) void this.press(button, deed);
  }

  private async press(button: HTMLButtonElement, deed: string): Promise<void> {
    if (button.ariaBusy === 'true') return;
    button.ariaBusy = 'true';
    const done = deed === 'playlist' ? 'Spotify is asked. What is new joins by itself.' : '';
    await this.do('POST', deed, undefined, done);
    button.removeAttribute('aria-busy');
    if (deed === 'look') {
      button.textContent = 'Looking…';
      setTimeout(() => { button.textContent = 'Look again'; }, 2500);
    }
  }

  private playNext(): void {
    // The round that was seen: tapping twice does not skip two songs.
    const { round } = this.read().snapshot;
    this.heldRound = round;
    this.held.hold('next', 'The next song plays in a moment.', () => void this.do('POST', `next?round=${round}`, undefined, '', true));
  }

  private end(): void {
    this.sheet.close();
    this.held.hold('end', 'The party ends for everyone in a moment.', () => void this.do('POST', 'end', undefined, '', true));
  }

  private takeOff(track: string): void {
    if (this.held.key === track) return this.held.drop();
    const title = this.read().snapshot.ballot.find((entry) => entry.track.id === track)?.track.title ?? '';
    this.held.hold(track, `${plain(title)} comes off in a moment.`, () => void this.do('DELETE', `ballot/${encodeURIComponent(track)}`, undefined, 'It is off the ballot.', true));
  }

  /** At the foot of the page, and in the row of the song that is to go. */
  private drawHeld(words: string): void {
    drawToast(words);
    this.heldChanged?.();
    for (const button of this.sheet.querySelectorAll<HTMLButtonElement>('[data-off] button')) this.drawOff(button);
  }

  private drawOff(button: HTMLButtonElement): void {
    const goes = button.dataset.track === this.held.key;
    button.textContent = goes ? 'Undo' : 'Take off';
    button.closest('li')?.toggleAttribute('data-goes', goes);
    button.setAttribute('aria-label', `${goes ? 'Undo: take off' : 'Take off'} ${button.dataset.title ?? ''}`);
  }

  private async do(method: string, deed: string, body?: unknown, done = '', keepalive = false): Promise<Reply<unknown>> {
    const reply = await send(method, `${this.address}/${deed}`, body, keepalive);
    const note = reply.ok ? (reply.body as { note?: string } | undefined)?.note : undefined;
    const words = reply.ok ? (note ?? done) : reply.problem;
    if (this.sheet.open) this.tell(words, reply.ok);
    else if (!reply.ok) notice('bad', words);
    return reply;
  }

  private open(deed?: string): void {
    this.starting.fill();
    this.tell('');
    this.listSongs();
    this.choice.draw();
    this.fallback.draw();
    if (deed) for (const details of this.sheet.querySelectorAll<HTMLDetailsElement>('.deed')) details.open = details.dataset.deed === deed;
    this.sheet.showModal();
    const shown = this.sheet.querySelector<HTMLDetailsElement>('.deed[open]');
    if (shown) this.turned(shown);
  }

  private turned(deed: HTMLDetailsElement): void {
    if (deed.dataset.deed === 'fallback' && deed.open && this.sheet.open) void this.fallback.load();
    if (deed.dataset.deed === 'choice' && deed.open && this.sheet.open) void this.choice.search();
    if (deed.dataset.deed === 'guests' && deed.open && this.sheet.open) this.guests.load();
    if (deed.dataset.deed === 'along' && deed.open && this.sheet.open) void this.tellCost();
    if (deed.dataset.deed !== 'device') return;
    if (deed.open && this.sheet.open) this.devices.watch(`${this.address}/devices`, this.read().snapshot.host?.deviceId);
    else this.devices.stop();
  }

  /** What those who play along take of the day's calls. */
  private async tellCost(): Promise<void> {
    const reply = await send<{ cost: string; calls: number }>('GET', `${this.address}/along`);
    find('[data-deed="along"] [data-along-cost]').textContent = reply.ok && reply.body ? `So far they have taken ${reply.body.calls.toLocaleString('en')} calls. ${reply.body.cost}` : reply.problem;
  }

  private listSongs(): void {
    const list = find('[data-off]');
    const ids = this.read().snapshot.ballot.map((entry) => entry.track.id);
    if (ids.join() === list.dataset.ids) return;
    list.dataset.ids = ids.join();
    list.replaceChildren(...this.read().snapshot.ballot.map(({ track }) => {
      const row = find<HTMLTemplateElement>('[data-off-row]').content.firstElementChild?.cloneNode(true) as HTMLElement;
      const [title, artists, button] = [row.querySelector('strong'), row.querySelector('span'), row.querySelector('button')];
      if (title) title.textContent = track.title;
      if (artists) artists.textContent = track.artists;
      if (button) {
        button.dataset.track = track.id;
        button.dataset.title = titled(track);
        this.drawOff(button);
      }
      return row;
    }));
  }

  private async takeOffer(): Promise<void> {
    const offer = this.read().snapshot.host?.offer;
    if (offer) await this.do('PUT', 'device', { deviceId: offer.id, name: offer.device });
  }

  private async showKey(): Promise<void> {
    const reply = (await this.do('POST', 'keys')) as Reply<{ url: string }>;
    if (!reply.ok || !reply.body) return;
    const picture = find<HTMLImageElement>('[data-key-qr]');
    picture.src = `${new URL(reply.body.url).pathname}/qr.svg`;
    picture.hidden = false;
    const link = find('[data-key-link]');
    link.textContent = reply.body.url;
    link.hidden = false;
  }

  tell(words: string, well = true): void {
    this.said.textContent = words;
    this.said.classList.toggle('bad', !well);
  }

  private get address(): string {
    return `/api/parties/${this.read().snapshot.id}`;
  }
}
