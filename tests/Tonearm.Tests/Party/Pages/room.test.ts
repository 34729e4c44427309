import { describe, expect, it } from 'vitest';
import { type Room, ahead, answered, ask, asked, count, enter, hear, places, refused, skipping, songAt, tap, until } from '../../../../src/Tonearm/Party/Pages/room';
import type { Snapshot } from '../../../../src/Tonearm/Party/Pages/snapshot';
import { now, snapshot, track } from './room.example';

const room = (change: Partial<Snapshot> = {}): Room => enter(snapshot(change), now);
const counts = (v: number, c: number[], l = 1, r = 2) => ({ v, r, c, l, p: 9 });

/** Sends the next word, as likes.ts does. */
function send(before: Room, at = now): { word: NonNullable<ReturnType<typeof ask>>; room: Room } {
  const word = ask(before, at);
  if (!word) throw new Error('Nothing to say');
  return { word, room: asked(before, word) };
}

describe('a muted phone', () => {
  const muted = room({ me: { isHost: false, likes: ['b'], n: 5, muted: true } });

  it('keeps its likes, gives none and says none', () => {
    expect([tap(muted, 'a'), ask({ ...muted, wanted: ['a'] }, now), muted.wanted]).toEqual([muted, null, ['b']]);
  });

  it('votes again as soon as it is told that it may', () => {
    const after = hear(muted, snapshot({ v: 11, me: { isHost: false, likes: ['b'], n: 5 } }), now);
    expect(ask(tap(after, 'a'), now)?.track).toBe('a');
  });
});

describe('frames', () => {
  it('change counts, leader and people', () => {
    const after = hear(room(), counts(11, [4, 3, 1], 0), now);
    expect([count(after, 'a'), ahead(after), after.snapshot.people, after.snapshot.v]).toEqual([4, 'a', 9, 11]);
  });

  it.each([
    ['an older version', counts(9, [9, 9, 9])],
    ['another round', counts(12, [9, 9, 9], 1, 3)],
    ['a ballot of another size', counts(12, [9, 9])],
  ])('of %s change nothing', (_, frame) => {
    expect(hear(room(), frame, now)).toEqual(room());
  });

  it('an older snapshot changes nothing but the clock', () => {
    expect(hear(room(), snapshot({ v: 9, people: 99 }), now).snapshot.people).toBe(3);
  });

  it('a snapshot of the same version is heard: after a break it is the first', () => {
    expect(hear(room(), snapshot({ people: 4 }), now).snapshot.people).toBe(4);
  });

  it('a new round begins without what was tapped in the old one', () => {
    const after = hear(tap(room(), 'a'), snapshot({ v: 11, round: 3 }), now);
    expect([after.wanted, count(after, 'a'), ask(after, now)]).toEqual([[], 1, null]);
  });
});

describe('a tap', () => {
  it('shows at once', () => {
    const after = tap(room(), 'a');
    expect([after.wanted, count(after, 'a')]).toEqual([['a'], 2]);
  });

  it('moves my one like', () => {
    const after = tap(room({ me: { isHost: false, likes: ['b'], n: 5 } }), 'a');
    expect([after.wanted, count(after, 'a'), count(after, 'b')]).toEqual([['a'], 2, 2]);
  });

  it('adds to my likes where many are allowed', () => {
    const many = { ...snapshot().settings, manyLikes: true };
    const after = tap(room({ settings: many, me: { isHost: false, likes: ['b'], n: 5 } }), 'a');
    expect([after.wanted, count(after, 'b')]).toEqual([['b', 'a'], 3]);
  });

  it('on my like takes it back, and twice is as before', () => {
    const mine = room({ me: { isHost: false, likes: ['b'], n: 5 } });
    expect([tap(mine, 'b').wanted, count(tap(mine, 'b'), 'b')]).toEqual([[], 2]);
    const twice = tap(tap(mine, 'b'), 'b');
    expect([twice.wanted, count(twice, 'b'), ask(twice, now)]).toEqual([['b'], 3, null]);
  });

  it.each([
    ['when voting has closed', room({ closed: true })],
    ['in the lobby', room({ phase: 'lobby' })],
  ])('does nothing %s', (_, closed) => expect(tap(closed, 'a')).toBe(closed));

  it('does nothing for a track that has left the ballot', () => expect(tap(room(), 'gone').wanted).toEqual([]));
});

describe('the words to the server', () => {
  it('say what is wanted, with a counter that only rises', () => {
    const first = send(tap(room(), 'a'));
    expect(first.word).toEqual({ method: 'PUT', round: 2, track: 'a', n: now });
    const second = send(tap(first.room, 'b'), now - 60_000);
    expect(second.word.n).toBe(now + 1);
  });

  it('moving is one word, taking back is another', () => {
    const mine = room({ me: { isHost: false, likes: ['b'], n: 5 } });
    expect(ask(tap(mine, 'a'), now)).toMatchObject({ method: 'PUT', track: 'a' });
    expect(ask(tap(mine, 'b'), now)).toMatchObject({ method: 'DELETE', track: 'b' });
  });

  it('end when the server knows', () => {
    const { word, room: sent } = send(tap(room(), 'a'));
    expect(ask(answered(sent, word, { n: word.n, likes: ['a'] }, now), now)).toBeNull();
  });

  it('go on with what was tapped meanwhile', () => {
    const { word, room: sent } = send(tap(room(), 'a'));
    const after = answered(tap(sent, 'c'), word, { n: word.n, likes: ['a'] }, now);
    expect([after.wanted, ask(after, now)]).toMatchObject([['c'], { method: 'PUT', track: 'c' }]);
  });

  it('give way to a later word from another tab', () => {
    const { word, room: sent } = send(tap(room(), 'a'));
    const after = answered(sent, word, { n: word.n + 9, likes: ['c'] }, now);
    expect([after.wanted, after.n, ask(after, now)]).toEqual([['c'], word.n + 9, null]);
  });

  it('that are refused leave what was true', () => {
    const { word, room: sent } = send(tap(room({ me: { isHost: false, likes: ['b'], n: 5 } }), 'a'));
    const after = refused(sent, word);
    expect([after.wanted, count(after, 'a'), count(after, 'b')]).toEqual([['b'], 1, 3]);
  });

  it('of an ended round change nothing in the new one', () => {
    const { word, room: sent } = send(tap(room(), 'a'));
    const next = hear(sent, snapshot({ v: 11, round: 3, me: { isHost: false, likes: [], n: 5 } }), now);
    expect(answered(next, word, { n: word.n, likes: ['a'] }, now)).toBe(next);
    expect(refused(next, word)).toBe(next);
  });
});

describe('counts of mine', () => {
  const tapped = send(tap(room(), 'a'));
  const done = answered(tapped.room, tapped.word, { n: tapped.word.n, likes: ['a'] }, now);

  it('are not taken back by a frame from before, nor counted twice by one from after', () => {
    expect(count(hear(tapped.room, counts(11, [1, 4, 1]), now), 'a')).toBe(2);
    expect(count(hear(tapped.room, counts(12, [2, 4, 1]), now), 'a')).toBe(2);
    expect(count(hear(done, counts(11, [1, 4, 1]), now + 10), 'a')).toBe(2);
  });

  it('follow others at once', () => {
    expect(count(hear(tapped.room, counts(12, [7, 4, 1]), now), 'a')).toBe(7);
  });

  it('are the server’s again a second after its answer', () => {
    expect(count(hear(done, counts(12, [1, 4, 1]), now + 1000), 'a')).toBe(1);
    expect(count(hear(hear(done, counts(12, [2, 4, 1]), now + 50), counts(13, [1, 4, 1]), now + 60), 'a')).toBe(1);
  });
});

describe('coming back', () => {
  it('brings my likes as the server has them', () => {
    const after = hear(room(), snapshot({ v: 12, me: { isHost: false, likes: ['c'], n: 8 } }), now);
    expect([after.wanted, after.n]).toEqual([['c'], 8]);
  });

  it('keeps a like that is still on its way', () => {
    const { room: sent } = send(tap(room(), 'a'));
    const after = hear(sent, snapshot({ v: 12, me: { isHost: false, likes: [], n: 5 } }), now);
    expect([after.wanted, ask(after, now)]).toMatchObject([['a'], { method: 'PUT', track: 'a' }]);
  });

  it('forgets a like whose track was taken off', () => {
    const { room: sent } = send(tap(room(), 'a'));
    const after = hear(sent, snapshot({ v: 12, ballot: [{ track: track('b'), likes: 3 }], me: { isHost: false, likes: [], n: 5 } }), now);
    expect([after.wanted, ask(after, now)]).toEqual([[], null]);
  });

  it('shows what counted once voting has closed, also when that is said last', () => {
    const { word, room: sent } = send(tap(room(), 'a'));
    const closed = hear(sent, snapshot({ v: 12, closed: true }), now);
    expect(closed.wanted).toEqual([]);
    expect(answered(closed, word, { n: word.n, likes: ['a'] }, now).wanted).toEqual(['a']);
  });
});

describe('places', () => {
  const ids = ['a', 'b', 'c'];

  it('stay while the counts change and the lead changes hands', () => {
    expect(places(room(), ids)).toEqual(ids);
    expect(places(tap(room(), 'c'), ids)).toEqual(ids);
    expect(places(room({ leader: 'c' }), ids)).toEqual(ids);
  });

  it('have the winner on top once voting has closed', () => {
    expect(places(room({ closed: true, next: track('c') }), ids)).toEqual(['c', 'a', 'b']);
  });

  it('of songs that go are taken by those that come', () => {
    const ballot = ['a', 'd', 'c', 'e'].map((id) => ({ track: track(id), likes: 0 }));
    expect(places(room({ ballot }), ids)).toEqual(['a', 'd', 'c', 'e']);
    expect(places(room({ ballot: ballot.slice(2) }), ids)).toEqual(['e', 'c']);
  });

  it('a tap 350 ms after it was aimed hits 200 of 200 times, with a crowd of 20', () => {
    let seed = 7;
    const any = (most: number) => (seed = (seed * 48271) % 2147483647) % most;
    const ballot = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'].map((id) => ({ track: track(id), likes: 0 }));
    let crowd = room({ ballot });
    let shown = places(crowd, []);
    const vote = (at: number) => {
      const likes = crowd.snapshot.ballot.map((entry) => ({ ...entry, likes: entry.likes }));
      for (const entry of likes) entry.likes = any(21);
      const leader = likes.reduce((best, entry) => (entry.likes > best.likes ? entry : best)).track.id;
      crowd = hear(crowd, snapshot({ v: crowd.snapshot.v + 1, now: now + at, ballot: likes, leader }), now + at);
      shown = places(crowd, shown);
    };
    let hits = 0;
    for (let at = 0; at < 200_000; at += 1000) {
      const [place, aimed] = [any(8), shown];
      for (let later = 50; later <= 350; later += 50) vote(at + later);
      if (shown[place] === aimed[place]) hits++;
    }
    expect(hits).toBe(200);
  });
});

describe('time', () => {
  it('is the server’s, on a phone whose clock is an hour late', () => {
    const late = enter(snapshot(), now - 3_600_000);
    expect(songAt(late, now - 3_600_000 + 5000)).toBe(55_000);
    expect(until(late, now + 100_000, now - 3_600_000)).toBe(100_000);
  });

  it('is not pushed back by a frame that was long on its way, and follows a clock that was set', () => {
    expect(hear(room(), snapshot({ v: 11, now: now + 500 }), now + 1500).offset).toBe(0);
    expect(hear(room(), snapshot({ v: 11, now: now + 500 }), now + 490).offset).toBe(10);
    expect(hear(room(), snapshot({ v: 11, now }), now - 60_000).offset).toBe(60_000);
  });

  it('stands still with the song, and stays within it', () => {
    expect(songAt(room({ song: { track: track('s'), startedAt: null, atMs: 42_000 } }), now + 9999)).toBe(42_000);
    expect(songAt(room(), now + 999_999)).toBe(200_000);
    expect(songAt(room({ song: null }), now)).toBe(0);
  });
});

describe('skipping', () => {
  const at = (startedAt: number | null, atMs: number | null = null) => room({ song: { track: track('s'), startedAt, atMs } });

  it.each([[29_999, 'early'], [30_000, 'open'], [189_999, 'open'], [190_000, 'over'], [250_000, 'over']])('%i ms into a song of 200 s: %s', (ms, expected) => {
    expect(skipping(at(now - ms), now)).toBe(expected);
  });

  it('waits while the song stands still', () => expect(skipping(at(null, 60_000), now)).toBe('still'));

  it('counts come in the small frame, where they are asked', () => {
    const asks = room({ skip: { wants: 0, of: 9 } });
    expect(hear(asks, { ...counts(11, [1, 3, 1]), s: { wants: 4, of: 9 } }, now).snapshot.skip).toEqual({ wants: 4, of: 9 });
    expect(hear(room(), counts(11, [1, 3, 1]), now).snapshot.skip).toBeUndefined();
  });
});

describe("the host's choice", () => {
  it('is ahead of the leader, and no row moves for it before voting has closed', () => {
    const chosen = room({ choice: track('c') });
    expect([ahead(chosen), places(chosen, ['a', 'b', 'c'])]).toEqual(['c', ['a', 'b', 'c']]);
  });
});
