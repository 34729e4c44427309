import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { jumped, now } from '../../../../src/Tonearm/Party/Pages/clock';
import { enter, songAt } from '../../../../src/Tonearm/Party/Pages/room';
import { snapshot } from './room.example';

beforeEach(() => {
  vi.useFakeTimers();
  jumped();
});

afterEach(() => vi.useRealTimers());

describe("a phone whose clock is set back by an hour in mid-song", () => {
  it('shows the song where it is, not at 0:00', () => {
    const room = enter(snapshot(), now());
    const before = songAt(room, now());
    vi.advanceTimersByTime(10_000);
    vi.setSystemTime(Date.now() - 3_600_000);
    expect(songAt(room, now()) - before).toBe(10_000);
  });

  it.each([-3_600_000, 3_600_000])('asks once to be told again (%i)', (by) => {
    vi.advanceTimersByTime(60_000);
    expect(jumped()).toBe(false);
    vi.setSystemTime(Date.now() + by);
    expect([jumped(), jumped()]).toEqual([true, false]);
  });
});
