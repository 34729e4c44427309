import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Held, grace } from '../../../src/Tonearm/Web/held';

describe('what waits', () => {
  beforeEach(() => vi.useFakeTimers());
  afterEach(() => vi.useRealTimers());

  const scene = () => {
    const done: string[] = [];
    const shown: string[] = [];
    const held = new Held((words) => shown.push(words));
    return { done, shown, held, ask: (key: string) => held.hold(key, `${key} waits`, () => done.push(key)) };
  };

  it('is done after five seconds, once', () => {
    const { done, shown, held, ask } = scene();
    ask('next');
    ask('next');
    vi.advanceTimersByTime(grace - 1);
    expect([done, held.key]).toEqual([[], 'next']);
    vi.advanceTimersByTime(1);
    held.flush();
    expect([done, shown, held.key]).toEqual([['next'], ['next waits', ''], undefined]);
  });

  it('can be taken back', () => {
    const { done, held, ask } = scene();
    ask('next');
    held.drop();
    vi.advanceTimersByTime(2 * grace);
    expect(done).toEqual([]);
  });

  it('is done at once when the page goes, or something else is asked for', () => {
    const { done, held, ask } = scene();
    ask('one');
    ask('two');
    expect(done).toEqual(['one']);
    held.flush();
    expect(done).toEqual(['one', 'two']);
  });
});
