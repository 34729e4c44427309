// What a phone is told, as Snapshot.cs says it. Times are milliseconds since 1970 by the server's clock.

import type { Settings } from './settings';

export interface Track {
  readonly id: string;
  readonly title: string;
  readonly artists: string;
  readonly cover: string | null;
  readonly coverLarge: string | null;
  readonly durationMs: number;
  readonly explicit: boolean;
  readonly url: string;
}

/** The playlist of the party as far as it has been read; only hosts are told. */
export interface Playlist {
  readonly here: number;
  readonly total: number;
  readonly skipped: number;
  /** Why the rest is not on its way just now. */
  readonly waits: string | null;
  readonly lookedAt: number;
}

/** How many want the next song, of how many who are here. */
export interface Skip {
  readonly wants: number;
  readonly of: number;
}

export interface Snapshot {
  readonly v: number;
  readonly now: number;
  readonly id: string;
  readonly phase: 'lobby' | 'live' | 'ended';
  readonly code: string;
  readonly link: string;
  readonly hostName: string;
  readonly playlistTitle: string;
  readonly people: number;
  readonly settings: Settings;
  readonly round: number;
  readonly song: { readonly track: Track; readonly startedAt: number | null; readonly atMs: number | null } | null;
  readonly ballot: readonly { readonly track: Track; readonly likes: number; readonly suggested?: boolean }[];
  readonly leader: string | null;
  readonly closed: boolean;
  readonly closesAt: number | null;
  readonly next: Track | null;
  readonly trouble: string | null;
  readonly graceUntil: number | null;
  readonly ended: string | null;
  readonly me: { readonly isHost: boolean; readonly likes: readonly string[]; readonly n: number; readonly skips?: boolean; readonly turns?: readonly number[]; readonly muted?: boolean; readonly along?: string };
  readonly host: {
    readonly deviceId: string | null;
    readonly device: string | null;
    readonly crowded: boolean;
    readonly playlist: Playlist | null;
    readonly moving: { readonly device: string | null; readonly asleep: boolean } | null;
    readonly offer: { readonly id: string; readonly device: string } | null;
    readonly habit: string | null;
    readonly asked?: number;
    /** The title of the second playlist. */
    readonly fallback?: string;
    /** How many play along. */
    readonly along?: number;
  } | null;
  readonly skip?: Skip;
  /** Another number, another line of suggestions; none before the first. */
  readonly line?: number;
  /** What the host wants next, over the votes. */
  readonly choice?: Track;
  /** When it begins, and until when it starts by itself; there as long as it is prepared. */
  readonly starts?: { readonly at: number; readonly until?: number };
  /** The next one is the host's choice. */
  readonly byHost?: boolean;
  /** The title of a winner that Spotify did not play. */
  readonly unplayed?: string;
}

/** Version, round, counts in the order of the ballot, the leader's place (-1: none), people, and who wants the next song where that is asked. */
export interface Counts {
  readonly v: number;
  readonly r: number;
  readonly c: readonly number[];
  readonly l: number;
  readonly p: number;
  readonly s?: Skip;
}

export type Frame = Snapshot | Counts;
