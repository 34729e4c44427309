import { describe, expect, it } from 'vitest';
import { plain } from '../../../src/Tonearm/Web/bidi';
import { titled } from '../../../src/Tonearm/Party/Pages/words';

describe('text of another direction turns nothing round but itself', () => {
  it.each([
    ['Kitchen radio', 'Kitchen radio'],
    ['Café & 東京', 'Café & 東京'],
    ['', ''],
    ['שירים', '\u2068שירים\u2069'],
    ['Mix \u202eevil', '\u2068Mix evil\u2069'],
    ['Mix\u2069 \u202eevil', '\u2068Mix evil\u2069'],
  ])('%j is %j', (text, isolated) => expect(plain(text)).toBe(isolated));

  it('a song without an artist is no song by nobody', () => expect([titled({ title: 'A', artists: 'B' }), titled({ title: 'A', artists: '' })]).toEqual(['A by B', 'A']));
});
