import { describe, expect, it } from 'vitest';
import codes from './codes.json';
import { caret, codeOf, digits, grouped } from '../../../../src/Tonearm/Party/Pages/digits';

describe('a code', () => {
  it.each(codes as [string, string | null][])('%j is %j', (typed, meant) => expect(codeOf(typed)).toBe(meant));

  it('shows as it is said, whatever it was typed in', () => {
    expect(grouped(digits('٨٢٢٧٣٧'))).toBe('822 737');
    expect(caret('٨٢٢٧', 4)).toBe(5);
  });

  it('leaves out what is too much for the field', () => expect(digits('8227371')).toBe('822737'));
});
