// The way to suggestions: a line at the foot of the page, and for a host a number. All else is loaded when somebody wants it.

import type { Host } from './host';
import type { Snapshot } from './snapshot';
import { find, write } from './dom';
import { onceWanted } from './wanted';

/** What SuggestPart.ts gives. */
export interface Suggestions {
  /** Shows it to a guest. */
  open(): void;
  /** Keeps true what is open. */
  draw(): void;
}

const ordinals = ['next', 'second', 'third', 'fourth', 'fifth'];

export class Suggesting {
  private loaded: Suggestions | undefined;

  private readonly load = onceWanted(async () => {
    const part = (await import(find('[data-suggest]').dataset.suggest ?? '')) as typeof import('./SuggestPart');
    this.loaded = part.suggestions(this.read, this.host);
    return this.loaded;
  });

  constructor(private readonly read: () => Snapshot, private readonly host?: Host) {
    find('[data-suggest-open]').addEventListener('click', () => void this.load().then((part) => part.open()));
    for (const deed of document.querySelectorAll('[data-deed="suggestions"], [data-deed="never"]')) deed.addEventListener('toggle', () => void this.load().then((part) => part.draw()));
  }

  draw(): void {
    const { settings: { suggest }, me: { turns }, host, line } = this.read();
    find('[data-suggest-foot]').hidden = !suggest && !turns;
    find('[data-suggest-open]').textContent = suggest ? 'Suggest a song' : 'Your suggestions';
    write(find('[data-suggest-turns]'), turnsLine(turns ?? []));
    if (host) {
      const asked = host.asked ?? 0;
      find('[data-asked-mark]').hidden = asked === 0;
      write(find('[data-asked-count]'), String(asked));
      write(find('[data-asked-words]'), asked === 0 ? '' : `${asked} ${asked === 1 ? 'waits' : 'wait'} for you`);
      find('[data-deed="suggestions"]').hidden = !suggest && !line;
    }
    this.loaded?.draw();
  }
}

/** Where mine stand, in one line. */
export function turnsLine(turns: readonly number[]): string {
  const waiting = turns.filter((turn) => turn === 0).length;
  const [first, ...more] = turns.filter((turn) => turn > 0);
  const parts = [];
  if (first !== undefined) {
    const where = ordinals[first - 1] ?? `number ${first}`;
    parts.push(more.length === 0 ? `Yours is ${where} in line.` : `Your first is ${where} in line, with ${more.length} more behind.`);
  }
  if (waiting > 0) parts.push(waiting === 1 ? 'One of yours waits for the host’s yes.' : `${waiting} of yours wait for the host’s yes.`);
  return parts.join(' ');
}
