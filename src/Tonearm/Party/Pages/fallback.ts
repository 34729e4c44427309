// The playlist that a party goes on with when its own is played out, chosen by the host in mid-party.

import { send } from './api';
import type { Room } from './room';
import { find, write } from './dom';

interface Playlist {
  readonly id: string;
  readonly title: string;
  readonly tracks: number;
}

/** The deed in the host's sheet. */
export class Fallback {
  private readonly list = find('[data-fallback-list]');

  constructor(private readonly read: () => Room, choose: (playlist: string, title: string) => void) {
    this.list.addEventListener('click', (event) => {
      const button = event.target instanceof Element ? event.target.closest<HTMLButtonElement>('button') : null;
      if (button?.dataset.playlist) choose(button.dataset.playlist, button.dataset.title ?? '');
    });
  }

  async load(): Promise<void> {
    if (this.list.childElementCount > 0) return;
    const words = find('[data-fallback-none]');
    words.textContent = 'Your playlists are on their way.';
    const reply = await send<readonly Playlist[]>('GET', `/api/parties/${this.read().snapshot.id}/playlists`);
    const found = reply.body ?? [];
    words.textContent = !reply.ok ? reply.problem : found.length === 0 ? 'There is no other playlist with songs on this account.' : '';
    if (reply.ok) this.list.replaceChildren(...found.map((playlist) => this.row(playlist)));
  }

  draw(): void {
    const fallback = this.read().snapshot.host?.fallback;
    write(find('[data-fallback]'), fallback ?? 'they begin anew');
    find('[data-fallback-off]').hidden = !fallback;
  }

  private row({ id, title, tracks }: Playlist): HTMLElement {
    const row = find<HTMLTemplateElement>('[data-fallback-row]').content.firstElementChild?.cloneNode(true) as HTMLElement;
    const [name, count, button] = [row.querySelector('strong'), row.querySelector('span'), row.querySelector('button')];
    if (name) name.textContent = title || 'No title';
    if (count) count.textContent = tracks === 1 ? '1 song' : `${tracks.toLocaleString('en')} songs`;
    if (button) {
      Object.assign(button.dataset, { playlist: id, title });
      button.setAttribute('aria-label', `Use ${title}`);
    }
    return row;
  }
}
