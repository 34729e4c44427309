import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Line, pause } from '../../../../src/Tonearm/Party/Pages/line';

/** A socket whose other end is the test. */
class FakeSocket {
  static readonly OPEN = 1;
  static all: FakeSocket[] = [];
  readyState = 0;
  closed = false;
  asked = 0;
  onmessage: ((event: { data: string }) => void) | null = null;
  onclose: ((event: { code: number }) => void) | null = null;

  constructor() {
    FakeSocket.all.push(this);
  }

  static get last(): FakeSocket {
    return FakeSocket.all.at(-1) as FakeSocket;
  }

  say(v = 1): void {
    this.readyState = FakeSocket.OPEN;
    this.onmessage?.({ data: JSON.stringify({ v }) });
  }

  /** Nothing, to say that it is there. */
  answer(): void {
    this.readyState = FakeSocket.OPEN;
    this.onmessage?.({ data: '' });
  }

  send(words: string): void {
    expect(words).toBe('');
    this.asked++;
  }

  break(code = 1006): void {
    this.readyState = 3;
    this.onclose?.({ code });
  }

  close(): void {
    this.closed = true;
    this.readyState = 3;
  }
}

const heard: number[] = [];
const told: boolean[] = [];
const dismissed: number[] = [];
let line: Line;

beforeEach(() => {
  vi.useFakeTimers();
  vi.stubGlobal('WebSocket', FakeSocket);
  vi.stubGlobal('window', globalThis);
  vi.spyOn(Math, 'random').mockReturnValue(1);
  FakeSocket.all = [];
  for (const list of [heard, told, dismissed]) list.length = 0;
  line = new Line('ws://here', { hear: (frame) => heard.push(frame.v), tell: (open) => told.push(open), dismissed: (code) => dismissed.push(code) });
  line.open();
});

afterEach(() => {
  line.close();
  vi.useRealTimers();
  vi.unstubAllGlobals();
  vi.restoreAllMocks();
});

describe('the line', () => {
  it('comes back again and again, with growing pauses', () => {
    for (const wait of [500, 1000, 2000, 4000, 8000, 10_000, 10_000]) {
      const sockets = FakeSocket.all.length;
      FakeSocket.last.break();
      vi.advanceTimersByTime(wait - 1);
      expect(FakeSocket.all).toHaveLength(sockets);
      vi.advanceTimersByTime(1);
      expect(FakeSocket.all).toHaveLength(sockets + 1);
    }
  });

  it('begins with short pauses again once it has heard something', () => {
    FakeSocket.last.break();
    vi.advanceTimersByTime(500);
    FakeSocket.last.say();
    FakeSocket.last.break();
    vi.advanceTimersByTime(500);
    expect([FakeSocket.all.length, told]).toEqual([3, [false, true, false]]);
  });

  it('scatters its pauses', () => {
    expect([pause(0, 0), pause(0, 1), pause(20, 0)]).toEqual([250, 500, 5000]);
  });

  it('gives up a socket that does not open', () => {
    vi.advanceTimersByTime(8000);
    expect(FakeSocket.all[0]?.closed).toBe(true);
    vi.advanceTimersByTime(500);
    expect(FakeSocket.all).toHaveLength(2);
  });

  it('replaces at once what may have died while the phone slept', () => {
    FakeSocket.last.say();
    line.hidden();
    vi.advanceTimersByTime(1500);
    line.woke();
    expect([FakeSocket.all.length, FakeSocket.all[0]?.closed]).toEqual([2, true]);
  });

  it('has to answer for itself after a glance at another tab, and is kept when it does', () => {
    FakeSocket.last.say();
    line.hidden();
    vi.advanceTimersByTime(500);
    line.woke();
    expect(FakeSocket.last.asked).toBe(1);
    FakeSocket.last.answer();
    vi.advanceTimersByTime(10_000);
    expect([FakeSocket.all.length, told.includes(false)]).toEqual([1, false]);
  });

  it('does not wait for its pause when the phone wakes', () => {
    for (const wait of [500, 1000, 2000, 4000]) {
      FakeSocket.last.break();
      vi.advanceTimersByTime(wait);
    }
    FakeSocket.last.break();
    line.woke();
    expect(FakeSocket.all).toHaveLength(6);
  });

  it('ends where the server wants us no more', () => {
    FakeSocket.last.break(4404);
    vi.advanceTimersByTime(60_000);
    line.woke();
    expect([dismissed, FakeSocket.all.length]).toEqual([[4404], 1]);
  });

  it('stays down once closed, and what a former socket says is not heard', () => {
    const former = FakeSocket.last;
    line.close();
    former.say(7);
    former.break();
    vi.advanceTimersByTime(60_000);
    expect([heard, told, FakeSocket.all.length]).toEqual([[], [], 1]);
    line.open();
    FakeSocket.last.say(8);
    expect(heard).toEqual([8]);
  });

  it('from Wi-Fi to mobile the socket stays open and silent: within 20 s it is replaced', () => {
    FakeSocket.last.say();
    vi.advanceTimersByTime(13_000);
    expect([FakeSocket.all.length, FakeSocket.last.asked, told.at(-1)]).toEqual([1, 1, true]);
    vi.advanceTimersByTime(4000);
    expect([FakeSocket.all[0]?.closed, told.at(-1)]).toEqual([true, false]);
    vi.advanceTimersByTime(500);
    expect(FakeSocket.all).toHaveLength(2);
  });

  it('a change of network is asked about at once, however lately something was heard', () => {
    FakeSocket.last.say();
    line.woke();
    vi.advanceTimersByTime(4000);
    expect([FakeSocket.all[0]?.closed, told.at(-1)]).toEqual([true, false]);
  });

  it('stands as long as the server says something, were it nothing', () => {
    FakeSocket.last.say();
    for (let minute = 0; minute < 60; minute++) {
      vi.advanceTimersByTime(12_000);
      FakeSocket.last.answer();
    }
    expect([FakeSocket.all.length, FakeSocket.last.asked, heard.length]).toEqual([1, 0, 1]);
  });

  it('of one device with too many pages stays down until it is looked at again', () => {
    FakeSocket.last.say();
    FakeSocket.last.break(4429);
    vi.advanceTimersByTime(60_000);
    expect([FakeSocket.all.length, told.at(-1), dismissed]).toEqual([1, false, []]);
    line.woke();
    expect(FakeSocket.all).toHaveLength(2);
  });

  it('does not take a wall clock that was set for a nap', () => {
    FakeSocket.last.say();
    line.hidden();
    vi.setSystemTime(Date.now() + 3_600_000);
    line.woke();
    expect([FakeSocket.all.length, FakeSocket.last.asked]).toEqual([1, 1]);
  });
});
