// Times as people say them; Times.cs says the same on the server. "clock" is a time of day, "ago" a distance that stays true while the page is open.

export function length(milliseconds: number): string {
  const seconds = milliseconds / 1000;
  if (seconds < 59.5) return count(seconds, 'second');
  if (seconds < 59.5 * 60) return count(seconds / 60, 'minute');
  if (seconds < 23.5 * 3600) return count(seconds / 3600, 'hour');
  return count(seconds / 86400, 'day');
}

export function distance(at: Date, now: Date): string {
  const span = now.getTime() - at.getTime();
  if (Math.abs(span) < 45_000) return span < 0 ? 'in a moment' : 'just now';
  if (Math.abs(span) >= 7 * 86_400_000) return date(at, now);
  return span < 0 ? `in ${length(-span)}` : `${length(span)} ago`;
}

export function clock(at: Date, now: Date): string {
  return at.toDateString() === now.toDateString() ? hour(at) : `${date(at, now)}, ${hour(at)}`;
}

/** To the second today, for what takes seconds. */
export function second(at: Date, now: Date): string {
  return at.toDateString() === now.toDateString() ? `${clock(at, now)}:${two(at.getSeconds())}` : clock(at, now);
}

/** The day by its name. */
export function day(at: Date, now: Date): string {
  const weekdays = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'];
  return at.getFullYear() === now.getFullYear() ? `${weekdays[at.getDay()]}, ${date(at, now)}` : date(at, now);
}

/** Puts every `<time data-when>` into the reader's time zone, now and twice a minute. */
export function keepTimes(root: ParentNode): void {
  tell(root);
  setInterval(() => { if (!document.hidden) tell(root); }, 30_000);
  document.addEventListener('visibilitychange', () => tell(root));
}

const hour = (at: Date) => `${two(at.getHours())}:${two(at.getMinutes())}`;
const ways: Record<string, typeof clock> = { clock, second, day, hour };

export function tell(root: ParentNode, now = new Date()): void {
  for (const element of root.querySelectorAll<HTMLTimeElement>('time[data-when]')) {
    const at = new Date(element.dateTime);
    const words = (ways[element.dataset.when ?? ''] ?? distance)(at, now);
    if (element.textContent !== words) element.textContent = words;
    element.title = at.toLocaleString('en-GB', { dateStyle: 'long', timeStyle: 'short' });
  }
}

function date(at: Date, now: Date): string {
  const months = ['January', 'February', 'March', 'April', 'May', 'June', 'July', 'August', 'September', 'October', 'November', 'December'];
  const day = `${at.getDate()} ${months[at.getMonth()]}`;
  return at.getFullYear() === now.getFullYear() ? day : `${day} ${at.getFullYear()}`;
}

function count(amount: number, unit: string): string {
  const whole = Math.round(amount);
  return whole === 1 ? `1 ${unit}` : `${whole} ${unit}s`;
}

function two(number: number): string {
  return String(number).padStart(2, '0');
}
