import { describe, expect, it } from 'vitest';
import { clock, day, distance, length, second } from '../../../src/Tonearm/Web/times';

const now = new Date(2026, 2, 14, 15, 9, 0);
const at = (seconds: number) => new Date(now.getTime() + seconds * 1000);

describe('times', () => {
  it.each([
    [-10, 'just now'],
    [-60, '1 minute ago'],
    [-250, '4 minutes ago'],
    [-7200, '2 hours ago'],
    [-86400, '1 day ago'],
    [-86400 * 8, '6 March'],
    [-86400 * 90, '14 December 2025'],
    [20, 'in a moment'],
    [180, 'in 3 minutes'],
  ])('tells %i seconds as "%s", as the server does', (seconds, words) => {
    expect(distance(at(seconds), now)).toBe(words);
  });

  it('names a day, and its year where that is another', () => {
    expect(day(at(-86400), now)).toBe('Friday, 13 March');
    expect(day(at(-86400 * 90), now)).toBe('14 December 2025');
  });

  it('rounds as people do', () => {
    expect(length(12_000)).toBe('12 seconds');
    expect(length(59_700)).toBe('1 minute');
    expect(length(23.6 * 3600_000)).toBe('1 day');
  });

  it('names the day when it is not today', () => {
    expect(clock(at(-3600), now)).toBe('14:09');
    expect(clock(at(-86400), now)).toBe('13 March, 15:09');
    expect(second(at(-10), now)).toBe('15:08:50');
    expect(second(at(-86400), now)).toBe('13 March, 15:09');
  });
});
