import { describe, expect, it } from 'vitest';
import { showDays } from '../../../../src/Tonearm/Guard/Pages/days';

describe('days', () => {
  it('stand above the first incident of each, by the words that their reader reads', () => {
    const headings = ['Thursday, 26 November', 'Thursday, 26 November', 'Wednesday, 25 November', ' Wednesday, 25 November '].map((textContent, place) => ({ textContent, hidden: place !== 1 }));

    showDays(headings);

    expect(headings.map((heading) => heading.hidden)).toEqual([false, true, false, true]);
  });
});
