import { describe, expect, it } from 'vitest';
import { descriptionProblem, flatten, titleProblem } from '../../../../src/Tonearm/Guard/Pages/limits';
import { saveWords } from '../../../../src/Tonearm/Guard/Pages/WantedForm';
import { finds, fold, words } from '../../../../src/Tonearm/Guard/Pages/search';
import cases from './search.json';

describe('limits while typing', () => {
  it('wants a title', () => {
    expect(titleProblem('  ', 100)).toContain('needs a title');
    expect(titleProblem('Late Trains', 100)).toBe('');
  });

  it('says by how much a text is too long', () => {
    expect(titleProblem('x'.repeat(104), 100)).toContain('shorten it by 4');
    expect(descriptionProblem('x'.repeat(300), 300, true)).toBe('');
  });

  it('tells that a description cannot be emptied where there is one', () => {
    expect(descriptionProblem('', 300, true)).toContain('Delete it in Spotify first');
    expect(descriptionProblem('', 300, false)).toBe('');
  });

  it('turns line breaks into spaces', () => {
    expect(flatten('one \r\n two\n\nthree\u2028four')).toBe('one two three four');
  });
});

describe('search', () => {
  it.each(cases as [string, string, string, boolean][])('of “%s” in “%s”, “%s”: %s', (search, title, description, found) => {
    expect(finds(words(search), fold(`${title}\n${description}`))).toBe(found);
  });
});

it('names what a save changes', () => {
  expect(saveWords([])).toBe('Save');
  expect(saveWords(['title'])).toBe('Save title');
  expect(saveWords(['title', 'cover'])).toBe('Save title and cover');
  expect(saveWords(['title', 'description', 'cover'])).toBe('Save title, description and cover');
});
