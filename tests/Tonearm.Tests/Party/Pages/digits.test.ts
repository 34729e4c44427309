import { describe, expect, it } from 'vitest';
import codes from './codes.json';
import { caret, codeOf, digits, grouped } from '../../../../src/Tonearm/Party/Pages/digits';

describe('a code', () => {
  it.each(codes as [string, string | null][])('%j is %j', (typed, meant) => expect(codeOf(typed, 6)).toBe(meant));

  it('shows as it is said, whatever it was typed in', () => {
    expect(grouped(digits('٨٢٢٧٣٧', 6), 6)).toBe('822 737');
    expect(caret('٨٢٢٧', 4, 6)).toBe(5);
  });

  it('may be longer, and is then said in halves, too', () => {
    expect([codeOf('8227371', 7), codeOf('822737', 7), grouped('8227371', 7)]).toEqual(['8227371', null, '822 7371']);
  });

  it('leaves out what is too much for the field', () => expect(digits('8227371', 6)).toBe('822737'));
});
