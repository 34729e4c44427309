// Where a television's picture stands, so that nothing burns in: it wanders by a few pixels, and its two halves change sides. Pure; a test walks through a
// night of it.

/** How long it stands in one place, in milliseconds. */
export const standsFor = 40_000;
/** Without a new song the halves change sides after so long. */
const staysFor = 10 * 60_000;
const across = 13;
const down = 9;

/** To and fro between -1 and 1 in so many steps each way. */
function swing(step: number, steps: number): number {
  const at = step % (2 * steps);
  return ((at <= steps ? at : 2 * steps - at) / steps) * 2 - 1;
}

/** In shares of what it may wander, from -1 to 1 across and down; never twice in a row at the same place. */
export function drift(step: number): { readonly x: number; readonly y: number } {
  return { x: swing(step + 5, across), y: swing(step + 3, down) };
}

/** On which side the song stands: on the left with the first. */
export function side(round: number, sameForMs: number): 0 | 1 {
  return (Math.max(0, round - 1) + Math.floor(sameForMs / staysFor)) % 2 === 0 ? 0 : 1;
}
