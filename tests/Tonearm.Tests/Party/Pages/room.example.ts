// A party for tests: three songs up for vote while one plays.

import type { Snapshot, Track } from '../../../../src/Tonearm/Party/Pages/snapshot';

export const now = 1_700_000_000_000;

export const track = (id: string): Track => ({ id, title: id, artists: 'Somebody', cover: null, coverLarge: null, durationMs: 200_000, explicit: false, url: '' });

export const snapshot = (change: Partial<Snapshot> = {}): Snapshot => ({
  v: 10, now, id: 'p', phase: 'live', code: '482913', link: '', hostName: 'Host', playlistTitle: 'List', people: 3,
  settings: { ballotSize: 4, voteSeconds: null, manyLikes: false, losersStay: false, explicit: true, skipVotes: false },
  round: 2, song: { track: track('s'), startedAt: now - 50_000, atMs: null },
  ballot: [{ track: track('a'), likes: 1 }, { track: track('b'), likes: 3 }, { track: track('c'), likes: 1 }],
  leader: 'b', closed: false, closesAt: now + 100_000, next: null, trouble: null, graceUntil: null, ended: null,
  me: { isHost: false, likes: [], n: 5 }, host: null, ...change,
});
