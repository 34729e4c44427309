// The host's do-not-play list, in the sheet.

import { send } from './api';
import { find } from './dom';
import type { Host } from './host';
import type { Snapshot } from './snapshot';
import { titled } from './words';

interface Entry {
  readonly id: string;
  readonly kind: 'song' | 'artist' | 'word';
  readonly name: string;
  readonly artists: string | null;
}

export class Never {
  private readonly form = find<HTMLFormElement>('[data-never]');
  private readonly deed = find<HTMLDetailsElement>('[data-deed="never"]');
  private readonly list = find('[data-never-list]');
  private shown = false;

  constructor(private readonly read: () => Snapshot, private readonly host: Host) {
    this.form.addEventListener('submit', (event) => {
      event.preventDefault();
      void this.add();
    });
    this.field('kind').addEventListener('change', () => this.choose());
    // Somebody may have chosen before this was here.
    this.choose();
  }

  /** The list is read whenever it is opened. */
  draw(): void {
    if (this.deed.open && !this.shown) void this.load();
    this.shown = this.deed.open;
  }

  private choose(): void {
    const song = this.field('kind').value === 'song';
    this.field('name').hidden = song;
    const tracks = this.field('trackId');
    tracks.hidden = !song;
    if (!song) return;
    const { song: now, ballot } = this.read();
    tracks.replaceChildren(...[...(now ? [now.track] : []), ...ballot.map((entry) => entry.track)].map((track) => new Option(titled(track), track.id)));
  }

  private async add(): Promise<void> {
    const kind = this.field('kind').value;
    const body = kind === 'song' ? { kind, trackId: this.field('trackId').value } : { kind, name: this.field('name').value };
    await this.change('POST', '', body, 'It plays no more.');
    (this.field('name') as unknown as HTMLInputElement).value = '';
  }

  private async change(method: string, entry: string, body: unknown, done: string): Promise<void> {
    const reply = await send<{ note: string | null }>(method, `/api/parties/${this.read().id}/do-not-play${entry}`, body);
    this.host.tell(reply.ok ? (reply.body?.note ?? done) : reply.problem, reply.ok);
    if (reply.ok) await this.load();
  }

  private async load(): Promise<void> {
    const reply = await send<readonly Entry[]>('GET', `/api/parties/${this.read().id}/do-not-play`);
    if (!reply.ok || !reply.body) return this.host.tell(reply.problem, false);
    const had = this.list.contains(document.activeElement);
    this.list.replaceChildren(...reply.body.map((entry) => this.row(entry)));
    if (had) this.deed.querySelector('summary')?.focus({ preventScroll: true });
  }

  private row({ id, kind, name, artists }: Entry): HTMLElement {
    const row = document.createElement('li');
    row.className = 'song song-bare';
    const [words, title, more, button] = [document.createElement('p'), document.createElement('strong'), document.createElement('span'), document.createElement('button')];
    title.dir = 'auto';
    title.textContent = name;
    more.className = 'small';
    more.textContent = kind === 'song' ? artists : kind === 'artist' ? 'Artist' : 'Word in a title';
    words.append(title, more);
    button.className = 'button';
    button.type = 'button';
    button.textContent = 'Allow';
    button.setAttribute('aria-label', `Allow ${name} again`);
    button.addEventListener('click', () => void this.change('DELETE', `/${id}`, undefined, 'It may play again.'));
    row.append(words, button);
    return row;
  }

  private field(name: string): HTMLSelectElement {
    return this.form.elements.namedItem(name) as HTMLSelectElement;
  }
}
