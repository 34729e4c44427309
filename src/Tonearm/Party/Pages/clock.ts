// The phone's own time: milliseconds that only go forward. The clock on the wall may be set while a song plays, and stands for nothing here but a hint.

/** What everything on this page is measured by. */
export function now(): number {
  return performance.now();
}

/** The two clocks may differ this much in their pace before it is news. */
const slack = 2000;
let difference = Date.now() - now();

/** Whether the wall clock was set, or the phone slept without its own time going on, since this was asked last: only the server knows what time it is then. */
export function jumped(): boolean {
  const before = difference;
  difference = Date.now() - now();
  return Math.abs(difference - before) > slack;
}
