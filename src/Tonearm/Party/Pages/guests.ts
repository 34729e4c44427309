// The way to the list of guests, which is loaded when a host opens it.

import { find } from './dom';
import type { Host } from './host';
import type { Room } from './room';
import { onceWanted } from './wanted';

/** What GuestsPart.ts gives. */
export interface Guests {
  /** Keeps true what is open. */
  draw(): void;
}

export class GuestList {
  private part: Guests | undefined;

  private readonly wanted = onceWanted(async () => {
    const loaded = (await import(find('[data-guests]').dataset.guests ?? '')) as typeof import('./GuestsPart');
    this.part = loaded.guests(this.read, this.host);
    return this.part;
  });

  constructor(private readonly read: () => Room, private readonly host: Host) {}

  draw(): void {
    this.part?.draw();
  }

  load(): void {
    void this.wanted().then((part) => part.draw()).catch(() => this.host.tell('The list did not come. Open it once more when you are connected.', false));
  }
}
