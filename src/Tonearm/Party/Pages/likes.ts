// Sends what was tapped, one word at a time, until the server knows it. A tap shows at once; if it did not count, the page says so and shows what does.

import { send } from './api';
import { now } from './clock';
import { type Ask, type Room, answered, ask, asked, refused } from './room';

interface Answer {
  readonly n: number;
  readonly likes: readonly string[];
  readonly round?: number;
}

/** Pauses between tries when the network or the server is in the way; after the last the like is taken back. */
const pauses = [300, 1000, 2500, 5000];

export class Likes {
  private busy = false;
  private tries = 0;

  constructor(private readonly read: () => Room, private readonly write: (room: Room) => void, private readonly say: (words: string) => void) {}

  /** Begins, unless it is under way. */
  sync(): void {
    if (!this.busy) void this.run();
  }

  private async run(): Promise<void> {
    this.busy = true;
    for (let next = ask(this.read(), now()); next; next = ask(this.read(), now())) {
      this.write(asked(this.read(), next));
      await this.tell(next);
    }
    this.busy = false;
  }

  private async tell(word: Ask): Promise<void> {
    const { id } = this.read().snapshot;
    const reply = await send<Answer>(word.method, `/api/parties/${id}/rounds/${word.round}/likes/${encodeURIComponent(word.track)}`, { n: word.n });
    if (reply.ok && reply.body) {
      this.tries = 0;
      this.write(answered(this.read(), word, reply.body, now()));
      return;
    }
    const again = reply.status === 0 || reply.status === 429 || reply.status >= 500 ? pauses[this.tries++] : undefined;
    if (again !== undefined) {
      await new Promise((resolve) => setTimeout(resolve, again));
      return;
    }
    this.tries = 0;
    this.write(refused(this.read(), word));
    // A round that ended shows itself: the new ballot is there or on its way.
    if (reply.status !== 409 || reply.body?.round === word.round) this.say(reply.status === 409 ? 'That like came too late: voting has closed.' : `Your like did not count. ${reply.problem}`);
  }
}
