// Rows that change their rank slide there (First, Last, Invert, Play). Nothing moves for those who asked for that.

/** Long enough to see, short enough not to wait for: 120 to 240 ms with the distance. */
export function duration(distance: number): number {
  return Math.min(240, 120 + Math.abs(distance) * 0.6);
}

/** Puts the rows into this order. */
export function reorder(list: HTMLElement, rows: readonly HTMLElement[]): void {
  if (rows.length === list.children.length && rows.every((row, place) => row === list.children[place])) return;
  const still = matchMedia('(prefers-reduced-motion: reduce)').matches;
  const before = new Map(rows.map((row) => [row, row.isConnected ? row.getBoundingClientRect().top : null]));
  const focused = document.activeElement;
  list.replaceChildren(...rows);
  if (focused instanceof HTMLElement && focused !== document.activeElement && list.contains(focused)) focused.focus({ preventScroll: true });
  if (still) return;
  for (const row of rows) {
    const top = before.get(row);
    if (top === null || top === undefined) {
      row.animate([{ opacity: 0 }, { opacity: 1 }], { duration: 200, easing: 'ease-out' });
      continue;
    }
    const distance = top - row.getBoundingClientRect().top;
    if (distance) row.animate([{ translate: `0 ${distance}px` }, { translate: '0 0' }], { duration: duration(distance), easing: 'cubic-bezier(0.2, 0.7, 0.2, 1)' });
  }
}
