// Playing along, loaded when somebody wants it: signing in, a device, what it costs, and the end of it.

import type { AlongSheet } from './along';
import { send } from './api';
import { Devices } from './devices';
import { find } from './dom';
import type { Snapshot } from './snapshot';

interface View {
  readonly state: string | null;
  readonly problem: string | null;
  readonly deviceId: string | null;
  readonly device: string | null;
  readonly signIn: string;
  readonly cost: string;
  readonly enough: boolean;
}

/** Why somebody does not play along, and what helps. */
const problems: Record<string, string> = {
  theirs: 'Your player does something else now: that is your wish, and it holds. Play along again whenever you like.',
  'no-device': 'Your device is not there any more. Open Spotify on it, choose it here, and play along again.',
  'device-gone': 'Your device is not there any more. Open Spotify on it, choose it here, and play along again.',
  restricted: 'This device takes no commands from outside. Choose another one.',
  premium: 'Spotify lets only Premium accounts be played from here, and yours has none. You can still open the song in Spotify.',
  'app-premium': 'Spotify answers nobody here until the owner of this app has Premium again.',
  'not-listed': 'Your account is not among the few that this Tonearm’s Spotify app knows. Ask the host to have it added, then play along again.',
  'app-refused': 'Spotify does not accept this Tonearm itself just now. Whoever runs it has to look; you can vote as before.',
  refused: 'Spotify said no and did not say why. Choose another device, or try again later.',
  'no-answer': 'Spotify took the command twice and does not show that your device plays. Look whether it is online, and play along again.',
  'sign-in': 'Spotify no longer accepts your sign-in. Sign in once more.',
  quota: 'Spotify takes no more calls from this app for now. It goes on by itself when it does; the party comes first.',
  budget: 'Today’s calls for playing along are used up; the rest is kept for the party. It goes on by itself when there are more.',
  unreachable: 'Spotify does not answer just now. It is tried again by itself.',
};

/** Each look at the devices is a call that Spotify counts. */
const watched = 13_000;

export function along(read: () => Snapshot): AlongSheet {
  return new Sheet(read);
}

class Sheet implements AlongSheet {
  private readonly dialog = find<HTMLDialogElement>('[data-along]');
  private readonly form = find<HTMLFormElement>('[data-along-mine]');
  private readonly devices = new Devices(this.form);
  private seen: string | undefined;
  private timer: number | undefined;

  constructor(private readonly read: () => Snapshot) {
    find('[data-along-close]').addEventListener('click', () => this.dialog.close());
    this.dialog.addEventListener('close', () => this.rest());
    this.form.addEventListener('submit', (event) => {
      event.preventDefault();
      void this.join();
    });
    find('[data-along-stop]').addEventListener('click', () => void this.stop());
  }

  open(): void {
    this.tell('');
    this.dialog.showModal();
    void this.load(true);
  }

  draw(): void {
    if (!this.dialog.open || this.read().me.along === this.seen) return;
    void this.load(false);
  }

  private async load(anew: boolean): Promise<void> {
    this.seen = this.read().me.along;
    const reply = await send<View>('GET', this.address);
    if (!reply.ok || !reply.body) return this.tell(reply.problem, false);
    const { state, problem, deviceId, device, signIn, cost, enough } = reply.body;
    const signed = state !== null && state !== 'stopping' && problem !== 'sign-in';
    find('[data-along-new]').hidden = signed;
    find<HTMLAnchorElement>('[data-along-go]').href = signIn;
    this.form.hidden = !signed;
    find('[data-along] [data-along-cost]').textContent = cost;
    find<HTMLButtonElement>('[data-along-join]').disabled = !enough;
    find('[data-along-join]').textContent = state === 'on' ? 'Play there instead' : 'Play along here';
    find('[data-along-stop]').textContent = state === 'ready' ? 'Sign out' : 'Stop and sign out';
    this.tell(problem ? problems[problem] ?? 'It does not work just now. Try again later.'
      : state === 'on' ? `You play along${device ? ` on ${device}` : ''}. Press pause on your device at any time: that holds, too.`
        : state === 'stopping' ? 'It stops.' : '', !problem);
    if (!signed) return this.rest();
    if (!anew && this.timer !== undefined) return;
    this.devices.watch(`${this.address}/devices`, deviceId);
    window.clearTimeout(this.timer);
    this.timer = window.setTimeout(() => this.devices.stop(), watched);
  }

  private async join(): Promise<void> {
    const deviceId = this.devices.chosen;
    if (!deviceId) {
      this.tell('Open Spotify on a device of yours and choose it here.', false);
      return this.devices.focus();
    }
    const reply = await send('POST', this.address, { deviceId, name: this.devices.name });
    if (!reply.ok) return this.tell(reply.problem, false);
    await this.load(false);
  }

  private async stop(): Promise<void> {
    const reply = await send('DELETE', this.address);
    if (!reply.ok) return this.tell(reply.problem, false);
    this.dialog.close();
  }

  private rest(): void {
    this.devices.stop();
    window.clearTimeout(this.timer);
    this.timer = undefined;
  }

  private tell(words: string, well = true): void {
    const said = find('[data-along-said]');
    said.textContent = words;
    said.classList.toggle('bad', !well);
  }

  private get address(): string {
    return `/api/parties/${this.read().id}/along`;
  }
}
