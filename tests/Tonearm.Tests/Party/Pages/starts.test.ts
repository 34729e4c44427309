import { afterEach, describe, expect, it, vi } from 'vitest';
import { canVote, enter, tap } from '../../../../src/Tonearm/Party/Pages/room';
import { onWall } from '../../../../src/Tonearm/Party/Pages/startfields';
import { remaining, startsIn, startsOn } from '../../../../src/Tonearm/Party/Pages/startwords';
import { now, snapshot } from './room.example';

const minute = 60_000;
const prepared = (inMinutes: number, byItself = false, trouble: string | null = null) =>
  enter(snapshot({
    phase: 'lobby', round: 0, song: null, closesAt: null, trouble,
    starts: { at: now + inMinutes * minute, ...(byItself && { until: now + (inMinutes + 120) * minute }) },
  }), 0);

afterEach(() => vi.unstubAllEnvs());

describe('how long it is until a party begins', () => {
  it.each([
    [1, 'in less than a minute'], [minute, 'in less than a minute'], [minute + 1, 'in 2 minutes'], [59 * minute, 'in 59 minutes'], [60 * minute, 'in 1 hour'],
    [61 * minute, 'in 1 hour 1 minute'], [24 * 60 * minute - 1, 'in 1 day'], [25 * 60 * minute, 'in 1 day 1 hour'], [80 * 60 * minute, 'in 3 days'],
  ])('%i ms: %s', (milliseconds, words) => {
    expect(remaining(milliseconds)).toBe(words);
  });

  it('is told by the clock of the server, however wrong the phone is', () => {
    expect([startsIn(prepared(12), 0), startsIn(prepared(12), 5 * minute)]).toEqual(['in 12 minutes', 'in 7 minutes']);
  });

  it('never promises what does not happen by itself', () => {
    expect(startsIn(prepared(0), minute)).toBe('Its time has come.');
    expect(startsIn(prepared(0, true), minute)).toBe('It begins in a moment.');
    expect(startsIn(prepared(0, true, 'device-asleep'), minute)).toBe('Its time has come. It begins as soon as it can.');
    expect(startsIn(prepared(0, true, 'device-asleep'), 121 * minute)).toBe('Its time has come.');
  });
});

describe('the field of day and time', () => {
  const moment = (zone: string, value: string) => {
    vi.stubEnv('TZ', zone);
    return new Date(value);
  };

  it.each([['Europe/Berlin', '2026-07-04T20:00', '2026-07-04T18:00:00.000Z'], ['America/New_York', '2026-07-04T20:00', '2026-07-05T00:00:00.000Z']])('is read by the clock on the wall in %s', (zone, value, at) => {
    expect(moment(zone, value).toISOString()).toBe(at);
    expect(onWall(new Date(at))).toBe(value);
  });

  it('on the day the clocks change means one moment, which is shown as it is', () => {
    // The hour that is left out, the hours around it, and the hour that comes twice.
    expect(onWall(moment('Europe/Berlin', '2026-03-29T02:30'))).toBe('2026-03-29T03:30');
    expect(moment('Europe/Berlin', '2026-03-29T01:30').toISOString()).toBe('2026-03-29T00:30:00.000Z');
    expect(moment('Europe/Berlin', '2026-03-29T03:30').toISOString()).toBe('2026-03-29T01:30:00.000Z');
    expect(onWall(moment('Europe/Berlin', '2026-10-25T02:30'))).toBe('2026-10-25T02:30');
    expect(startsOn(moment('Europe/Berlin', '2026-03-29T03:30').getTime())).toContain('03:30');
  });
});

describe('before the first song', () => {
  it('what is up for vote can be liked', () => {
    const room = prepared(60);
    expect(canVote(room)).toBe(true);
    expect(tap(room, 'c').wanted).toEqual(['c']);
  });

  it('nothing can be liked where nothing is up for vote', () => {
    expect(tap(enter(snapshot({ phase: 'lobby', round: 0, ballot: [] }), 0), 'c').wanted).toEqual([]);
  });
});
