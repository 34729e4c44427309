// Who is at the party, for a host: devices by their figures, what they did, and three things to do about one. Each is done at once and taken back by its opposite.

import { clock } from '../../Web/times';
import { send } from './api';
import { find } from './dom';
import type { Guests } from './guests';
import type { Host } from './host';
import type { Room } from './room';

interface Guest {
  readonly guest: number;
  readonly figure: string;
  readonly animal: string;
  readonly colour: string;
  readonly isHere: boolean;
  readonly isHost: boolean;
  readonly isMe: boolean;
  readonly muted: boolean;
  readonly away: 'removed' | 'blocked' | null;
  readonly likes: number;
  readonly suggestions: number;
  readonly skips: boolean;
  readonly since: string;
}

interface View {
  readonly here: number;
  readonly total: number;
  readonly guests: readonly Guest[];
  readonly held: readonly Guest[];
}

interface Deed {
  readonly words: string;
  readonly method: 'POST' | 'DELETE';
  readonly path: 'mute' | 'remove' | 'block';
  readonly done: string;
}

const mute: Deed = { words: 'Mute', method: 'POST', path: 'mute', done: 'is muted: it watches, and nothing it says counts.' };
const unmute: Deed = { words: 'Unmute', method: 'DELETE', path: 'mute', done: 'counts again.' };
const remove: Deed = { words: 'Remove', method: 'POST', path: 'remove', done: 'is out. With the code it may come in again.' };
const block: Deed = { words: 'Block', method: 'POST', path: 'block', done: 'is out for this party.' };
const letIn: Record<'removed' | 'blocked', Deed> = {
  removed: { words: 'Let in', method: 'DELETE', path: 'remove', done: 'is let in again.' },
  blocked: { words: 'Let in', method: 'DELETE', path: 'block', done: 'is let in again.' },
};

const step = 60;
/** A thousand guests like without a pause: the list is read again once in a while. */
const pause = 3000;

export function guests(read: () => Room, host: Host): Guests {
  return new List(read, host);
}

class List implements Guests {
  private readonly deed = find<HTMLDetailsElement>('[data-deed="guests"]');
  private readonly lists = [find('[data-held]'), find('[data-others]')] as const;
  private readonly more = find<HTMLButtonElement>('[data-guests-more]');
  private most = step;
  /** The party's version when it was read last. */
  private seen = -1;
  private waiting: number | undefined;
  private opened: number | undefined;

  constructor(private readonly read: () => Room, private readonly host: Host) {
    this.more.addEventListener('click', () => {
      this.most += step;
      void this.load();
    });
  }

  draw(): void {
    const { v, people } = this.read().snapshot;
    const now = v * 10_000 + people;
    if (!this.deed.open) {
      this.seen = -1;
      return;
    }
    if (now === this.seen || this.waiting !== undefined) return;
    const first = this.seen === -1;
    this.seen = now;
    this.waiting = window.setTimeout(() => {
      this.waiting = undefined;
      void this.load();
    }, first ? 0 : pause);
  }

  private async load(): Promise<void> {
    const reply = await send<View>('GET', `${this.address}?most=${this.most}`);
    if (!reply.ok || !reply.body) return this.host.tell(reply.problem, false);
    const { here, total, guests, held } = reply.body;
    const others = guests.filter((guest) => !guest.isHost);
    find('[data-guests-words]').textContent = others.length + held.length === 0 ? 'Nobody but you has come yet.' : `${here === 1 ? '1 device is' : `${here.toLocaleString('en')} devices are`} here now.`;
    find('[data-held-head]').hidden = held.length === 0;
    find('[data-others-head]').hidden = held.length === 0 || guests.length === 0;
    this.more.hidden = guests.length >= total;
    const focused = document.activeElement instanceof HTMLElement && this.deed.contains(document.activeElement) ? document.activeElement : undefined;
    const [guest, words] = [focused?.closest<HTMLElement>('[data-guest]')?.dataset.guest, focused?.textContent];
    this.lists[0].replaceChildren(...held.map((each) => this.row(each)));
    this.lists[1].replaceChildren(...guests.map((each) => this.row(each)));
    if (guest !== undefined) this.focus(guest, words ?? '');
  }

  /** What somebody stood on stands there again, or what has come in its place. */
  private focus(guest: string, words: string): void {
    const parts = [...this.deed.querySelectorAll<HTMLElement>(`[data-guest="${guest}"] :is(summary, button)`)];
    (parts.find((part) => part.textContent === words) ?? parts[0] ?? this.deed.querySelector('summary'))?.focus({ preventScroll: true });
  }

  private row(guest: Guest): HTMLElement {
    const item = find<HTMLTemplateElement>('[data-guest-row]').content.firstElementChild?.cloneNode(true) as HTMLElement;
    const part = (selector: string) => item.querySelector(selector) as HTMLElement;
    const [ground, animal] = item.querySelectorAll('use');
    ground?.setAttribute('href', `#ground-${guest.colour}`);
    animal?.setAttribute('href', `#figure-${guest.animal}`);
    item.dataset.guest = String(guest.guest);
    part('strong').textContent = named(guest);
    part('span').textContent = did(guest);
    if (guest.isHost) return item;
    const deeds = guest.away === 'blocked' ? [letIn.blocked] : guest.away ? [letIn.removed, block] : guest.muted ? [unmute, remove, block] : [mute, remove, block];
    part('.guest-do').append(this.buttons(guest, deeds));
    return item;
  }

  /** What takes something back is in sight; what can be done to others shows when it is wanted. */
  private buttons(guest: Guest, deeds: readonly Deed[]): HTMLElement {
    const all = deeds.map((deed) => this.button(guest, deed));
    const held = guest.muted || guest.away !== null;
    const place = document.createElement(held ? 'div' : 'details');
    place.className = 'guest-deeds';
    if (place instanceof HTMLDetailsElement) {
      const summary = document.createElement('summary');
      summary.className = 'link';
      summary.textContent = 'Mute or remove';
      summary.setAttribute('aria-label', `Mute or remove the ${guest.figure}`);
      place.append(summary);
      place.open = this.opened === guest.guest;
      place.addEventListener('toggle', () => {
        if (place.open) this.opened = guest.guest;
        else if (this.opened === guest.guest) this.opened = undefined;
      });
    }
    place.append(...all);
    return place;
  }

  private button(guest: Guest, deed: Deed): HTMLButtonElement {
    const made = document.createElement('button');
    made.className = 'button';
    made.type = 'button';
    made.textContent = deed.words;
    made.setAttribute('aria-label', `${deed.words} the ${guest.figure}`);
    made.addEventListener('click', () => void this.do(guest, deed));
    return made;
  }

  private async do(guest: Guest, deed: Deed): Promise<void> {
    const reply = await send(deed.method, `${this.address}/${guest.guest}/${deed.path}`);
    this.host.tell(reply.ok ? `The ${guest.figure} ${deed.done}` : reply.problem, reply.ok);
    await this.load();
  }

  private get address(): string {
    return `/api/parties/${this.read().snapshot.id}/guests`;
  }
}

function named({ figure, isHost, isMe, muted, away }: Guest): string {
  const state = isMe ? 'this device' : isHost ? 'hosts, too' : away ?? (muted ? 'muted' : '');
  return `${figure.charAt(0).toUpperCase()}${figure.slice(1)}${state && `, ${state}`}`;
}

function did({ isHere, likes, suggestions, skips, since }: Guest): string {
  const parts = [isHere ? 'Here' : 'Not here'];
  if (likes > 0) parts.push(likes === 1 ? '1 like' : `${likes} likes`);
  if (suggestions > 0) parts.push(suggestions === 1 ? '1 suggestion' : `${suggestions} suggestions`);
  if (skips) parts.push('wants the next song');
  parts.push(`came ${clock(new Date(since), new Date())}`);
  return parts.join(' · ');
}
