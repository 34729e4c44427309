// What this phone knows of the party and what its owner wants of it: pure, so that every order of events can be tried in a test. Likes are reconciled
// like everything in this house: `wanted` is what was tapped, `known` what the server said last, and `ask` names the step from one to the other.

import type { Frame, Snapshot } from './snapshot';

export interface Room {
  readonly snapshot: Snapshot;
  /** The server's clock minus ours. */
  readonly offset: number;
  readonly wanted: readonly string[];
  readonly known: readonly string[];
  /** The counter of the last word of mine. */
  readonly n: number;
  /** Counts as my taps left them, until the server's have caught up: a frame from before my like must not take it back. */
  readonly holds: Readonly<Record<string, Hold>>;
}

interface Hold {
  readonly at: number;
  /** Whether my like was added or taken away. */
  readonly up: boolean;
  /** When the hold ends at the latest; unset until the server has answered. */
  readonly until?: number;
}

export interface Ask {
  readonly method: 'PUT' | 'DELETE';
  readonly round: number;
  readonly track: string;
  readonly n: number;
}

/** A delay makes a sample too small, never too large; this much more is a phone that slept. */
const clockJump = 2000;
/** How long after an answer a count of mine is believed more than a frame. */
const patience = 1000;

export function enter(snapshot: Snapshot, at: number): Room {
  return { snapshot, offset: snapshot.now - at, wanted: snapshot.me.likes, known: snapshot.me.likes, n: snapshot.me.n, holds: {} };
}

/** @param at when it was heard, by our clock. */
export function hear(room: Room, frame: Frame, at: number): Room {
  return 'phase' in frame ? hearAll(room, frame, at) : hearCounts(room, frame, at);
}

function hearAll(room: Room, snapshot: Snapshot, at: number): Room {
  const { me } = snapshot;
  const sample = snapshot.now - at;
  const offset = Math.abs(sample - room.offset) > clockJump ? sample : Math.max(sample, room.offset);
  if (snapshot.v < room.snapshot.v) return { ...room, offset };
  const n = Math.max(room.n, me.n);
  if (snapshot.round !== room.snapshot.round) return { snapshot, offset, wanted: me.likes, known: me.likes, n, holds: {} };
  const here = new Set(snapshot.ballot.map((entry) => entry.track.id));
  const stay = (ids: readonly string[]) => ids.filter((id) => here.has(id));
  // What was made before my last word was heeded says nothing of it.
  const known = me.n >= room.n || isSettled(room) ? me.likes : stay(room.known);
  const wanted = snapshot.closed || isSettled(room) ? known : stay(room.wanted);
  return release({ snapshot, offset, wanted, known, n, holds: room.holds }, at);
}

function hearCounts(room: Room, { v, r, c, l, p, s }: Extract<Frame, { c: unknown }>, at: number): Room {
  const { snapshot } = room;
  if (v < snapshot.v || r !== snapshot.round || c.length !== snapshot.ballot.length) return room;
  const ballot = snapshot.ballot.map((entry, place) => ({ ...entry, likes: c[place] ?? 0 }));
  return release({ ...room, snapshot: { ...snapshot, v, people: p, ballot, leader: ballot[l]?.track.id ?? null, ...(s && { skip: s }) } }, at);
}

/** The like on this track, as it was tapped: given, taken back, or moved here. */
export function tap(room: Room, track: string): Room {
  if (!canVote(room) || !room.snapshot.ballot.some((entry) => entry.track.id === track)) return room;
  const others = room.snapshot.settings.manyLikes ? room.wanted.filter((id) => id !== track) : [];
  const wanted = room.wanted.includes(track) ? room.wanted.filter((id) => id !== track) : [...others, track];
  const holds = { ...room.holds };
  for (const { track: { id } } of room.snapshot.ballot) {
    const [before, after] = [room.wanted.includes(id), wanted.includes(id)];
    if (before !== after) holds[id] = { at: Math.max(0, count(room, id) + (after ? 1 : -1)), up: after };
  }
  return { ...room, wanted, holds };
}

export function canVote(room: Room): boolean {
  const { phase, round, closed, me } = room.snapshot;
  // Before the first round only a party that is prepared has something up for vote.
  return (phase === 'live' || (phase === 'lobby' && round === 0)) && !closed && !me.muted;
}

/** The next word to the server; null when it knows all. Counters are the server's time, so that two tabs of one phone do not use the same. */
export function ask(room: Room, at: number): Ask | null {
  const { wanted, known } = room;
  const like = wanted.find((id) => !known.includes(id));
  const unlike = known.find((id) => !wanted.includes(id));
  const track = like ?? unlike;
  if (track === undefined || !canVote(room)) return null;
  return { method: like === undefined ? 'DELETE' : 'PUT', round: room.snapshot.round, track, n: Math.max(room.n + 1, Math.round(at + room.offset)) };
}

export function asked(room: Room, { n }: Ask): Room {
  return { ...room, n: Math.max(room.n, n) };
}

/** The server's truth. What was tapped since stays wanted; what was tapped before and did not count is gone. */
export function answered(room: Room, of: Ask, answer: { readonly n: number; readonly likes: readonly string[] }, at: number): Room {
  if (of.round !== room.snapshot.round) return room;
  const overtaken = answer.n > of.n;
  // Once voting has closed nothing can be wanted but what counted.
  const wanted = overtaken || !canVote(room) ? answer.likes : room.wanted;
  return release({ ...room, wanted, known: answer.likes, n: Math.max(room.n, answer.n), holds: overtaken ? {} : settled(room.holds, at) }, at);
}

/** It did not count: everything is as the server last said. */
export function refused(room: Room, of: Ask): Room {
  return of.round === room.snapshot.round ? { ...room, wanted: room.known, holds: {} } : room;
}

/** Lets go of the counts that the server's have caught up with, or have had time to. */
export function release(room: Room, at: number): Room {
  const kept = Object.entries(room.holds).filter(([id, hold]) => {
    if (hold.until === undefined) return true;
    const truth = room.snapshot.ballot.find((entry) => entry.track.id === id)?.likes;
    return truth !== undefined && at < hold.until && (hold.up ? truth < hold.at : truth > hold.at);
  });
  return kept.length === Object.keys(room.holds).length ? room : { ...room, holds: Object.fromEntries(kept) };
}

/** Likes of a track as this phone shows them. */
export function count(room: Room, track: string): number {
  const truth = room.snapshot.ballot.find((entry) => entry.track.id === track)?.likes ?? 0;
  const hold = room.holds[track];
  return hold ? (hold.up ? Math.max(truth, hold.at) : Math.min(truth, hold.at)) : truth;
}

/**
 * Where the rows stand. As long as a song can be voted for nothing moves, whatever the counts do: a tap means the row that was aimed at. A song that goes leaves its
 * place to one that comes; once voting has closed the winner rises to the top.
 * @param shown how they stand now, from the top.
 */
export function places({ snapshot }: Room, shown: readonly string[]): readonly string[] {
  const ids = snapshot.ballot.map((entry) => entry.track.id);
  const fresh = ids.filter((id) => !shown.includes(id));
  const stay = shown.map((id) => (ids.includes(id) ? id : fresh.shift())).filter((id) => id !== undefined);
  const all = [...stay, ...fresh];
  const winner = snapshot.closed ? snapshot.next?.id : undefined;
  return winner !== undefined && all.includes(winner) ? [winner, ...all.filter((id) => id !== winner)] : all;
}

/** What plays next, or would. */
export function ahead(room: Room): string | null {
  const { next, choice, leader } = room.snapshot;
  return next?.id ?? choice?.id ?? leader;
}

/** Where the song is at this moment of our clock. */
export function songAt(room: Room, at: number): number {
  const { song } = room.snapshot;
  if (!song) return 0;
  const ms = song.startedAt === null ? (song.atMs ?? 0) : at + room.offset - song.startedAt;
  return Math.min(song.track.durationMs, Math.max(0, ms));
}

/** Whether a vote for the next song counts at this moment; SkipVote.cs says the same. */
export function skipping(room: Room, at: number): 'open' | 'early' | 'still' | 'over' {
  const { song } = room.snapshot;
  if (!song || song.startedAt === null) return 'still';
  const [done, length] = [songAt(room, at), song.track.durationMs];
  return done >= length - Math.min(10_000, length / 2) ? 'over' : done < 30_000 ? 'early' : 'open';
}

/** Milliseconds until a moment of the server's. */
export function until(room: Room, moment: number, at: number): number {
  return Math.max(0, moment - room.offset - at);
}

function isSettled(room: Room): boolean {
  return room.wanted.length === room.known.length && room.wanted.every((id) => room.known.includes(id));
}

function settled(holds: Room['holds'], at: number): Room['holds'] {
  return Object.fromEntries(Object.entries(holds).map(([id, hold]) => [id, { ...hold, until: hold.until ?? at + patience }]));
}
