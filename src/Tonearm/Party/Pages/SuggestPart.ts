// Suggestions, loaded when somebody wants them: a guest searches, sees what cannot be asked for and why, and asks; a host says yes or no.

import { plain } from '../../Web/bidi';
import { send } from './api';
import { find } from './dom';
import type { Host } from './host';
import { Never } from './never';
import type { Snapshot, Track } from './snapshot';
import type { Suggestions } from './suggesting';
import { titled } from './words';

interface Found {
  readonly track: Track;
  readonly why: string | null;
}

interface Answer {
  readonly limit: string | null;
  readonly playlist: readonly Found[];
  readonly spotify: readonly Found[] | null;
  readonly note: string | null;
}

interface Mine {
  readonly track: Track;
  readonly state: 'asked' | 'line' | 'up' | 'declined';
  readonly turn: number | null;
  readonly words: string;
}

interface View {
  readonly limit: string | null;
  readonly mine: readonly Mine[];
  readonly line: readonly Track[];
  readonly asked: readonly Track[] | null;
  readonly declined: readonly Track[] | null;
}

/** After the last letter, so that a word is one search. */
const pause = 400;
/** Changes of the line that come together are read once. */
const gather = 300;
const shownOfLine = 50;

export function suggestions(read: () => Snapshot, host?: Host): Suggestions {
  return new Sheet(read, host);
}

class Sheet implements Suggestions {
  private readonly dialog = find<HTMLDialogElement>('[data-suggest]');
  private readonly words = find<HTMLInputElement>('[data-suggest-words]');
  private readonly said = find('[data-suggest-said]');
  private readonly deed = document.querySelector<HTMLDetailsElement>('[data-deed="suggestions"]');
  private readonly never: Never | undefined;
  private search = 0;
  private timer: number | undefined;
  /** What was shown when the line was read last. */
  private seen = '';
  private view: View | undefined;

  constructor(private readonly read: () => Snapshot, private readonly host?: Host) {
    find('[data-suggest-close]').addEventListener('click', () => this.dialog.close());
    this.words.addEventListener('input', () => {
      window.clearTimeout(this.timer);
      this.timer = window.setTimeout(() => void this.find(), pause);
    });
    host?.onHeld(() => this.drawDeed());
    this.deed?.querySelector('[data-judge="all"]')?.addEventListener('click', () => this.judgeAll());
    this.never = host && new Never(read, host);
  }

  open(): void {
    this.tell('');
    this.dialog.showModal();
    this.seen = '';
    this.draw();
    void this.find();
  }

  draw(): void {
    this.never?.draw();
    const { line, me: { turns }, host, settings: { suggest }, round, closed } = this.read();
    const shown = JSON.stringify([line, turns, host?.asked, suggest, round, closed]);
    if (shown === this.seen || (!this.dialog.open && !this.deed?.open)) return;
    const first = this.seen === '';
    this.seen = shown;
    window.setTimeout(() => void this.load(), first ? 0 : gather);
  }

  private async load(): Promise<void> {
    const reply = await send<View>('GET', `${this.address}/suggestions`);
    if (!reply.ok || !reply.body) return this.tell(reply.problem, false);
    this.view = reply.body;
    this.drawMine(reply.body);
    this.drawLine(reply.body);
    this.drawDeed();
  }

  private drawMine({ mine, limit }: View): void {
    const { suggest } = this.read().settings;
    find('[data-suggest-rule]').textContent = limit ?? (suggest?.approval ? 'The host says yes to each before it gets in line.' : '');
    find('[data-suggest-mine]').replaceChildren(...mine.map(({ track, state, words }) => {
      const waits = state === 'asked' || state === 'line';
      return row(track, words, waits ? [button('Take back', `Take back ${titled(track)}`, () => void this.takeBack(track))] : []);
    }));
  }

  private drawLine({ line }: View): void {
    const details = find('[data-suggest-line]');
    details.hidden = line.length === 0;
    const count = details.querySelector('span');
    if (count) count.textContent = line.length === 1 ? '1 song' : `${line.length} songs`;
    details.querySelector('ol')?.replaceChildren(...line.slice(0, shownOfLine).map((track) => {
      const item = document.createElement('li');
      item.textContent = titled(track);
      return item;
    }));
  }

  private async find(): Promise<void> {
    const number = ++this.search;
    const words = this.words.value.trim();
    const reply = await send<Answer>('GET', `${this.address}/search?q=${encodeURIComponent(words)}`);
    if (number !== this.search) return;
    if (!reply.ok || !reply.body) return this.tell(reply.problem, false);
    const { limit, playlist, spotify, note } = reply.body;
    const nothing = playlist.length === 0 && !spotify?.length;
    this.tell(note ?? (words && nothing ? 'Nothing matches. Try fewer words.' : ''), !note);
    const can = limit === null;
    find('[data-suggest-found]').replaceChildren(
      ...this.section(spotify ? 'In the playlist' : 'From the playlist', playlist, can),
      ...this.section('On Spotify', spotify ?? [], can),
    );
  }

  private section(title: string, songs: readonly Found[], can: boolean): HTMLElement[] {
    if (songs.length === 0) return [];
    const head = document.createElement('h3');
    head.className = 'songs-head';
    head.textContent = title;
    const list = document.createElement('ul');
    list.className = 'songs';
    list.setAttribute('role', 'list');
    list.append(...songs.map(({ track, why }) => {
      const ask = button('Suggest', `Suggest ${titled(track)}`, () => void this.ask(track, ask));
      return row(track, why ?? '', why || !can ? [] : [ask]);
    }));
    return [head, list];
  }

  private async ask(track: Track, pressed: HTMLButtonElement): Promise<void> {
    if (pressed.hasAttribute('aria-disabled')) return;
    pressed.setAttribute('aria-disabled', 'true');
    const reply = await send<{ words: string }>('POST', `${this.address}/suggestions`, { trackId: track.id });
    if (reply.ok && reply.body) {
      pressed.textContent = 'Suggested';
      this.tell(`${plain(track.title)}: ${reply.body.words}`);
    } else {
      pressed.removeAttribute('aria-disabled');
      this.tell(`${plain(track.title)}: ${reply.problem}`, false);
    }
    await this.load();
  }

  private async takeBack(track: Track): Promise<void> {
    const reply = await send('DELETE', `${this.address}/suggestions/${encodeURIComponent(track.id)}`);
    this.tell(reply.ok ? `${plain(track.title)} is taken back.` : reply.problem, reply.ok);
    this.words.focus({ preventScroll: true });
    await Promise.all([this.load(), this.find()]);
  }

  /** What waits for the host; a yes or a no can be taken back for a while. */
  private drawDeed(): void {
    if (!this.deed || !this.view?.asked) return;
    const { asked, line, declined } = this.view;
    const list = find('[data-asked-list]');
    const focused = document.activeElement instanceof HTMLElement && list.contains(document.activeElement) ? document.activeElement.dataset.judge : undefined;
    find('[data-asked-none]').hidden = asked.length > 0;
    find('[data-asked-all]').hidden = asked.length < 2;
    find('[data-asked-all] button').textContent = this.host?.heldKey === 'yes:all' ? 'Undo' : `Approve all ${asked.length}`;
    list.replaceChildren(
      ...asked.map((track) => this.judged(track, '', ['yes', 'no'])),
      ...line.map((track, place) => this.judged(track, place === 0 ? 'Next in line.' : `Number ${place + 1} in line.`, ['no'])),
      ...(declined ?? []).map((track) => this.judged(track, 'You have said no.', ['yes'])),
    );
    if (focused) (list.querySelector<HTMLElement>(`[data-judge="${CSS.escape(focused)}"]`) ?? this.deed.querySelector('summary'))?.focus({ preventScroll: true });
  }

  private judged(track: Track, words: string, says: readonly ('yes' | 'no')[]): HTMLElement {
    const held = says.map((say) => `${say}:${track.id}`).find((key) => key === this.host?.heldKey);
    const buttons = held ? [button('Undo', `Undo: ${titled(track)}`, () => this.host?.drop(), held)]
      : says.map((say) => {
        const words = say === 'yes' ? 'Approve' : says.length > 1 ? 'Decline' : 'Take out';
        return button(words, `${words} ${titled(track)}`, () => this.judge(track, say), `${say}:${track.id}`);
      });
    const item = row(track, words, buttons);
    item.toggleAttribute('data-goes', held !== undefined);
    return item;
  }

  private judge(track: Track, say: 'yes' | 'no'): void {
    const address = `${this.address}/suggestions/${encodeURIComponent(track.id)}`;
    const words = `${plain(track.title)} ${say === 'yes' ? 'gets in line' : 'is declined'} in a moment.`;
    this.host?.hold(`${say}:${track.id}`, words, () => void send(say === 'yes' ? 'POST' : 'DELETE', say === 'yes' ? `${address}/approve` : address, undefined, true).then(() => this.load()));
  }

  private judgeAll(): void {
    if (this.host?.heldKey === 'yes:all') return this.host.drop();
    const count = this.view?.asked?.length ?? 0;
    this.host?.hold('yes:all', `All ${count} get in line in a moment.`, () => void send('POST', `${this.address}/suggestions/approve`, undefined, true).then(() => this.load()));
  }

  private tell(words: string, well = true): void {
    this.said.textContent = words;
    this.said.classList.toggle('bad', !well);
  }

  private get address(): string {
    return `/api/parties/${this.read().id}`;
  }
}

function row(track: Track, words: string, buttons: readonly HTMLElement[]): HTMLElement {
  const item = find<HTMLTemplateElement>('[data-suggest-row]').content.firstElementChild?.cloneNode(true) as HTMLElement;
  const part = <T extends HTMLElement = HTMLElement>(selector: string) => item.querySelector(selector) as T;
  part('strong').textContent = track.title;
  part('bdi').textContent = track.artists;
  part('abbr').hidden = !track.explicit;
  part('.song-why').textContent = words;
  part('img').hidden = track.cover === null;
  part('.art-none').hidden = track.cover !== null;
  if (track.cover !== null) part<HTMLImageElement>('img').src = track.cover;
  part('.song-do').append(...buttons);
  return item;
}

function button(words: string, label: string, pressed: () => void, key = ''): HTMLButtonElement {
  const made = document.createElement('button');
  made.className = 'button';
  made.type = 'button';
  made.textContent = words;
  made.setAttribute('aria-label', label);
  if (key) made.dataset.judge = key;
  made.addEventListener('click', pressed);
  return made;
}
