// The line to the room. It never gives up: it breaks when a phone sleeps, walks out of reach or changes networks, and is opened again with growing,
// scattered pauses, and at once when the phone wakes. Each opening brings the whole snapshot, so nothing missed matters.

import type { Frame } from './snapshot';

export interface Ears {
  hear(frame: Frame): void;
  /** Whether the line stands. */
  tell(open: boolean): void;
  /** The server wants us no more here: the code it closed with. */
  dismissed(code: number): void;
  /** Nothing was said for long: asks by another way, and throws when that fails. */
  check(): Promise<void>;
}

const notAGuest = 4403;
const unknownParty = 4404;
/** How long a socket may take to open. */
const opening = 8000;
/** A silence after which somebody asks whether the line still stands. */
const silence = 45_000;
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
    this.hiddenAt = Date.now();
  }

  /** The phone is back: a line that may have died meanwhile is replaced at once. */
  woke(): void {
    const slept = this.hiddenAt === undefined ? 0 : Date.now() - this.hiddenAt;
    this.hiddenAt = undefined;
    if (!this.wanted || (slept < nap && this.socket?.readyState === WebSocket.OPEN)) return;
    this.open();
  }

  /** The network says that it is gone; or another one has come. */
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
      this.ears.hear(JSON.parse(event.data as string) as Frame);
      this.ears.tell(true);
      this.expect(silence, () => this.check(socket));
    };
    socket.onclose = (event) => {
      if (socket !== this.socket) return;
      if (event.code === notAGuest || event.code === unknownParty) {
        this.close();
        this.ears.dismissed(event.code);
      } else {
        this.lost();
      }
    };
  }

  private check(socket: WebSocket): void {
    this.ears.check().then(
      () => { if (socket === this.socket) this.expect(silence, () => this.check(socket)); },
      () => { if (socket === this.socket) this.lost(); },
    );
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
