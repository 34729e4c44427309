// The line to the room. It never gives up: it breaks when a phone sleeps, walks out of reach or changes networks, and is opened again with growing,
// scattered pauses, and at once when the phone wakes. Each opening brings the whole snapshot, so nothing missed matters.
//
// A socket may stay open and silent for ever, as from Wi-Fi to mobile, so the line is believed only for what it has said itself: the server says something
// every few seconds, an empty message if there is no news, and answers an empty message with one. That another request went through proves nothing of it.

import { now } from './clock';
import type { Frame } from './snapshot';

export interface Ears {
  hear(frame: Frame): void;
  /** Whether the line stands. */
  tell(open: boolean): void;
  /** The server wants us no more here: the code it closed with. */
  dismissed(code: number): void;
}

const notAGuest = 4403;
const unknownParty = 4404;
/** This device has too many pages open here: this one stays as it is until it is looked at again. */
const tooMany = 4429;
/** How long a socket may take to open. */
const opening = 8000;
/** The server says something every 10 s or so: a silence longer than this is asked about. */
const silence = 13_000;
/** How long the line may take to answer for itself. With the silence before it, a dead line is known within 20 s. */
const answering = 4000;
/** Locked for longer than this, an iPhone's socket may be dead without saying so. */
const nap = 1000;

/** 0.25 to 0.5 s at first, then doubling up to 5 to 10 s; scattered, so that a restarted server is not met by all at once. */
export function pause(attempt: number, random: number): number {
  return Math.min(10_000, 500 * 2 ** attempt) * (0.5 + random / 2);
}

export class Line {
  private socket: WebSocket | undefined;
  private attempt = 0;
  private retry: number | undefined;
  private watch: number | undefined;
  private hiddenAt: number | undefined;
  private wanted = false;

  constructor(private readonly address: string, private readonly ears: Ears) {}

  open(): void {
    this.wanted = true;
    this.attempt = 0;
    this.connect();
  }

  /** Until opened again. */
  close(): void {
    this.wanted = false;
    this.drop();
  }

  hidden(): void {
    this.hiddenAt = now();
  }

  /** The phone is back, or in another network: a line that slept for long is replaced at once, any other has to answer for itself. */
  woke(): void {
    const slept = this.hiddenAt === undefined ? 0 : now() - this.hiddenAt;
    this.hiddenAt = undefined;
    if (!this.wanted) return;
    if (slept < nap && this.socket?.readyState === WebSocket.OPEN) this.probe(this.socket);
    else this.open();
  }

  /** The network says that it is gone. */
  lost(): void {
    if (!this.wanted) return;
    this.drop();
    this.ears.tell(false);
    this.later();
  }

  private connect(): void {
    this.drop();
    const socket = new WebSocket(this.address);
    this.socket = socket;
    this.expect(opening, () => this.lost());
    socket.onmessage = (event) => {
      if (socket !== this.socket) return;
      this.attempt = 0;
      const said = event.data as string;
      if (said) this.ears.hear(JSON.parse(said) as Frame);
      if (socket !== this.socket) return;
      this.ears.tell(true);
      this.expect(silence, () => this.probe(socket));
    };
    socket.onclose = (event) => {
      if (socket !== this.socket) return;
      if (event.code === notAGuest || event.code === unknownParty) {
        this.close();
        this.ears.dismissed(event.code);
      } else if (event.code === tooMany) {
        this.drop();
        this.ears.tell(false);
      } else {
        this.lost();
      }
    };
  }

  /** Asks the line itself, and replaces it when it does not answer. */
  private probe(socket: WebSocket): void {
    if (socket !== this.socket) return;
    if (socket.readyState !== WebSocket.OPEN) return this.lost();
    socket.send('');
    this.expect(answering, () => this.lost());
  }

  private later(): void {
    this.retry = window.setTimeout(() => this.connect(), pause(this.attempt++, Math.random()));
  }

  private expect(within: number, otherwise: () => void): void {
    window.clearTimeout(this.watch);
    this.watch = window.setTimeout(otherwise, within);
  }

  private drop(): void {
    window.clearTimeout(this.retry);
    window.clearTimeout(this.watch);
    const socket = this.socket;
    this.socket = undefined;
    socket?.close();
  }
}
