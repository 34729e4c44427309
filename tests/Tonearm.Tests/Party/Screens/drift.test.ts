import { describe, expect, it } from 'vitest';
import { drift, side } from '../../../../src/Tonearm/Party/Pages/Screens/drift';
import { ranked, rows } from '../../../../src/Tonearm/Party/Pages/Screens/rank';
import { snapshot, track } from '../Pages/room.example';

describe('a picture that stands on a television all night', () => {
  const night = Array.from({ length: 1000 }, (_, step) => drift(step));

  it('never stays where it is, and never goes far', () => {
    night.forEach(({ x, y }, step) => {
      const before = night[step - 1];
      if (before) expect([x, y]).not.toEqual([before.x, before.y]);
      expect(Math.max(Math.abs(x), Math.abs(y))).toBeLessThanOrEqual(1);
      if (before) expect(Math.abs(x - before.x)).toBeLessThan(0.25);
    });
  });

  it('is at no place much longer than at any other', () => {
    const places = new Map<string, number>();
    for (const { x, y } of night) places.set(`${x.toFixed(3)} ${y.toFixed(3)}`, (places.get(`${x.toFixed(3)} ${y.toFixed(3)}`) ?? 0) + 1);
    expect(places.size).toBeGreaterThan(60);
    expect(Math.max(...places.values())).toBeLessThan(30);
  });

  it('changes its sides with each song, and without one every ten minutes', () => {
    expect([side(0, 0), side(1, 0), side(2, 0), side(3, 0)]).toEqual([0, 0, 1, 0]);
    expect([side(1, 9 * 60_000), side(1, 10 * 60_000), side(1, 20 * 60_000)]).toEqual([0, 1, 0]);
  });
});

describe('the ballot on a television', () => {
  const ids = (change: Parameters<typeof snapshot>[0]) => ranked(snapshot(change)).map((entry) => entry.track.id);

  it('stands by likes, and those that are level as on the ballot', () => {
    expect(ids({})).toEqual(['b', 'a', 'c']);
  });

  it('has the leader on top, which the server names where two are level', () => {
    const ballot = [{ track: track('a'), likes: 2 }, { track: track('b'), likes: 2 }, { track: track('c'), likes: 0 }];
    expect(ids({ ballot, leader: 'b' })).toEqual(['b', 'a', 'c']);
  });

  it('has the winner on top once voting has closed', () => {
    expect(ids({ closed: true, next: track('c') })).toEqual(['c', 'b', 'a']);
  });

  it('has rows as large as there is room for', () => {
    expect([2, 4, 5, 6, 8].map(rows)).toEqual(['few', 'few', 'some', 'many', 'many']);
  });
});
