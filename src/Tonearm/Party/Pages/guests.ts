// The way to the list of guests, which is loaded when a host opens it.

import type { Host } from './host';
import type { Room } from './room';
import { find } from './view';

/** What GuestsPart.ts gives. */
export interface Guests {
  /** Keeps true what is open. */
  draw(): void;
}

export class GuestList {
  private part: Guests | undefined;

  constructor(private readonly read: () => Room, private readonly host: Host) {}

  draw(): void {
    this.part?.draw();
  }

  load(): void {
    const { guests } = find<HTMLElement>('[data-guests]').dataset;
    void (import(guests ?? '') as Promise<typeof import('./GuestsPart')>).then((loaded) => {
      this.part ??= loaded.guests(this.read, this.host);
      this.part.draw();
    }).catch(() => this.host.tell('The list did not come. Open it once more when you are connected.', false));
  }
}
