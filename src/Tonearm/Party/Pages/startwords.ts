// When a prepared party begins, in words of the reader's own time.

import { type Room, until } from './room';

export function startsOn(at: number): string {
  return new Date(at).toLocaleString('en-GB', { weekday: 'long', day: 'numeric', month: 'long', hour: '2-digit', minute: '2-digit' });
}

/** How long it is until then, and what it waits for when that is over. */
export function startsIn(room: Room, at: number): string {
  const { starts, trouble } = room.snapshot;
  if (!starts) return '';
  const left = until(room, starts.at, at);
  if (left > 0) return remaining(left);
  const byItself = starts.until !== undefined && until(room, starts.until, at) > 0;
  return !byItself ? 'Its time has come.' : trouble ? 'Its time has come. It begins as soon as it can.' : 'It begins in a moment.';
}

export function remaining(milliseconds: number): string {
  const minutes = Math.ceil(milliseconds / 60_000);
  if (minutes < 2) return 'in less than a minute';
  if (minutes < 60) return `in ${minutes} minutes`;
  const hours = Math.floor(minutes / 60);
  if (hours < 24) return `in ${count(hours, 'hour')}${minutes % 60 ? ` ${count(minutes % 60, 'minute')}` : ''}`;
  const days = Math.floor(hours / 24);
  return `in ${count(days, 'day')}${days < 3 && hours % 24 ? ` ${count(hours % 24, 'hour')}` : ''}`;
}

const count = (number: number, unit: string) => `${number} ${unit}${number === 1 ? '' : 's'}`;
