// The ballot as a television shows it: by likes, as nobody taps there.

import type { Snapshot } from '../snapshot';

/** More rows could not be read from the other end of a room. */
export const most = 8;

type Entry = Snapshot['ballot'][number];

/** The leader first, or the winner once voting has closed; then by likes, and by place on the ballot. */
export function ranked({ ballot, next, leader }: Pick<Snapshot, 'ballot' | 'next' | 'leader'>): readonly Entry[] {
  const first = next ? next.id : leader;
  return ballot
    .map((entry, place) => ({ entry, place }))
    .sort((a, b) => Number(b.entry.track.id === first) - Number(a.entry.track.id === first) || b.entry.likes - a.entry.likes || a.place - b.place)
    .map(({ entry }) => entry);
}

/** How large the rows can be. */
export function rows(count: number): 'few' | 'some' | 'many' {
  return count <= 4 ? 'few' : count <= 5 ? 'some' : 'many';
}
