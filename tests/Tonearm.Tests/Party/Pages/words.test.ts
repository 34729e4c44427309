import { describe, expect, it } from 'vitest';
import { caret, digits, grouped } from '../../../../src/Tonearm/Party/Pages/digits';
import { duration } from '../../../../src/Tonearm/Party/Pages/slide';
import { clock, left, people, settingsLine, skipWords } from '../../../../src/Tonearm/Party/Pages/words';

describe('a code', () => {
  it.each([['123 456', '123456'], ['123-456', '123456'], [' 1 2 3 4 5 6 ', '123456'], ['1234567', '123456'], ['12a', '12']])('is read from "%s"', (typed, code) => {
    expect(digits(typed, 6)).toBe(code);
  });

  it('is shown in two halves, and the caret stays behind its digit', () => {
    expect([grouped('123', 6), grouped('1234', 6), grouped('123456', 6)]).toEqual(['123', '123 4', '123 456']);
    expect([caret('1234', 4, 6), caret('123 456', 2, 6), caret('123 456', 7, 6)]).toEqual([5, 2, 7]);
  });
});

describe('words', () => {
  it('tell times', () => {
    expect([clock(0), clock(83_900), clock(-5), left(1), left(60_000)]).toEqual(['0:00', '1:23', '0:00', '0:01', '1:00']);
  });

  it('count people', () => {
    expect([people(1), people(17), people(1204)]).toEqual(['1 is here', '17 are here', '1,204 are here']);
  });

  it('tell the settings in one line', () => {
    const usual = { ballotSize: 4, voteSeconds: null, manyLikes: false, losersStay: false, explicit: true, skipVotes: false };
    expect(settingsLine(usual)).toBe('4 songs · until shortly before the end · one like each');
    expect(settingsLine({ ballotSize: 6, voteSeconds: 90, manyLikes: true, losersStay: true, explicit: false, skipVotes: false }))
      .toBe('6 songs · 90 seconds · many likes each · losers stay · nothing explicit');
  });
});

it('a rank changes in 120 to 240 ms', () => {
  expect([duration(0), duration(-100), duration(5000)]).toEqual([120, 180, 240]);
});

describe('the vote for the next song', () => {
  it.each([
    [0, 1, 'You can skip this song.'],
    [0, 12, '7 of the 12 here can skip this song.'],
    [1, 12, '1 of 12 wants the next song; 7 are needed.'],
    [3, 12, '3 of 12 want the next song; 7 are needed.'],
    [1, 2, '1 of 2 wants the next song; 2 are needed.'],
  ])('%i of %i', (wants, of, words) => {
    expect(skipWords({ wants, of })).toBe(words);
  });
});
