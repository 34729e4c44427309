// "This one next": the host finds a song of the party, says so, and takes it back.

import { send } from './api';
import type { Room } from './room';
import { find } from './dom';
import { titled } from './words';

interface Entry {
  readonly id: string;
  readonly title: string;
  readonly artists: string;
  readonly onBallot: boolean;
  readonly hasPlayed: boolean;
}

/** The deed in the host's sheet. */
export class Choice {
  private readonly list = find('[data-pool]');
  private readonly none = find('[data-pool-none]');
  private readonly words = find<HTMLInputElement>('[data-pool-words]');
  private asked = 0;
  private wait: number | undefined;

  constructor(private readonly read: () => Room, private readonly choose: (track: string, title: string) => void) {
    this.words.addEventListener('input', () => {
      window.clearTimeout(this.wait);
      this.wait = window.setTimeout(() => void this.search(), 200);
    });
    this.list.addEventListener('click', (event) => {
      const button = event.target instanceof Element ? event.target.closest<HTMLButtonElement>('button') : null;
      if (button?.dataset.track) this.choose(button.dataset.track, button.dataset.title ?? '');
    });
  }

  async search(): Promise<void> {
    const mine = ++this.asked;
    const reply = await send<readonly Entry[]>('GET', `/api/parties/${this.read().snapshot.id}/pool?q=${encodeURIComponent(this.words.value.trim())}`);
    // Somebody has typed on.
    if (mine !== this.asked) return;
    const found = reply.body ?? [];
    this.none.textContent = reply.ok ? (found.length === 0 ? 'No song of this party is called like that.' : '') : reply.problem;
    if (reply.ok) this.list.replaceChildren(...found.map((entry) => this.row(entry)));
  }

  /** Shows what is chosen, where it can be taken back. */
  draw(): void {
    const { choice } = this.read().snapshot;
    find('[data-choice-back]').hidden = !choice;
    find('[data-choice-now]').textContent = choice?.title ?? '';
  }

  private row(entry: Entry): HTMLElement {
    const row = find<HTMLTemplateElement>('[data-pool-row]').content.firstElementChild?.cloneNode(true) as HTMLElement;
    const [title, artists, button] = [row.querySelector('strong'), row.querySelector('span'), row.querySelector('button')];
    if (title) title.textContent = entry.title || 'No title';
    if (artists) artists.textContent = [entry.artists, entry.onBallot ? 'up for vote' : '', entry.hasPlayed ? 'has played' : ''].filter(Boolean).join(' · ');
    if (button) {
      button.dataset.track = entry.id;
      button.dataset.title = titled(entry);
      button.setAttribute('aria-label', `Play next: ${titled(entry)}`);
    }
    return row;
  }
}
