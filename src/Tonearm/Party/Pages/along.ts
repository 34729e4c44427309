// The way to playing along: a line at the foot of the page. All else is loaded when somebody wants it.

import { send } from './api';
import type { Snapshot } from './snapshot';
import { find, write } from './dom';
import { onceWanted } from './wanted';

/** What AlongPart.ts gives. */
export interface AlongSheet {
  open(): void;
  /** Keeps true what is open. */
  draw(): void;
}

const words: Record<string, string> = {
  ready: 'Choose a device.',
  on: 'You play along.',
  stopping: 'Stopping…',
  theirs: 'Your player does something else now, as you wish.',
};

export class Along {
  private loaded: AlongSheet | undefined;
  private shown: string | undefined;

  private readonly load = onceWanted(async () => {
    const part = (await import(find('[data-along]').dataset.along ?? '')) as typeof import('./AlongPart');
    this.loaded = part.along(this.read);
    return this.loaded;
  });

  constructor(private readonly read: () => Snapshot, private readonly say: (words: string) => void) {
    this.shown = read().me.along;
    find('[data-along-open]').addEventListener('click', () => void this.pressed());
    if (location.hash !== '#along') return;
    history.replaceState(history.state, '', location.pathname);
    void this.open();
  }

  draw(): void {
    const { settings, me: { along } } = this.read();
    find('[data-along-foot]').hidden = !settings.along && !along;
    const line = along ? words[along] ?? 'You do not play along just now.' : '';
    write(find('[data-along-words]'), line);
    write(find('[data-along-open]'), along === 'theirs' ? 'Join again' : !along || along === 'ready' ? 'Play along' : words[along] ? 'Change' : 'See why');
    if (along !== this.shown) this.say(line || 'You no longer play along.');
    this.shown = along;
    this.loaded?.draw();
  }

  private async pressed(): Promise<void> {
    const { id, me } = this.read();
    if (me.along !== 'theirs') return this.open();
    const reply = await send('POST', `/api/parties/${id}/along`, {});
    if (!reply.ok) this.say(reply.problem);
  }

  private async open(): Promise<void> {
    (await this.load()).open();
  }
}
