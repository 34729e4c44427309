// A host gives a party its time, another one, or none, as long as it is in the lobby.

import type { Room } from './room';
import { type Start, readStart, writeStart } from './startfields';
import { startsOn } from './startwords';
import { find, write } from './dom';

export class Starting {
  private readonly form = find<HTMLFormElement>('[data-starts-form]');

  constructor(private readonly read: () => Room, private readonly save: (start: Start, done: string) => void) {
    this.form.addEventListener('submit', (event) => {
      event.preventDefault();
      const start = readStart(this.form);
      if (start.at) save(start, `It begins ${startsOn(Date.parse(start.at))}.`);
      else this.form.querySelector('input')?.focus();
    });
  }

  /** Without a time it is a party for now. */
  drop(): void {
    this.save({ at: null, byItself: false }, 'It begins when you say so.');
  }

  /** What the form says is what is true; while somebody fills it, it is left alone. */
  fill(): void {
    const { starts } = this.read().snapshot;
    writeStart(this.form, starts?.at ?? null, starts?.until !== undefined);
  }

  draw(): void {
    const { starts } = this.read().snapshot;
    write(find('[data-starts-line]'), starts ? `${startsOn(starts.at)}${starts.until === undefined ? '' : ', by itself'}` : 'when you say so');
    find('[data-starts-none]').hidden = !starts;
  }
}
