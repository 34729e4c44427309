// What Spotify takes, told while somebody types. Limits.cs says the same and has the last word.

/** Spotify refuses line breaks; a pasted text keeps its words and loses its lines. */
export function flatten(text: string): string {
  return text.replace(/\s*[\r\n\f\v\u0085\u2028\u2029]+\s*/g, ' ');
}

export function titleProblem(text: string, most: number): string {
  return text.trim() ? tooLong('The title', text, most) : 'A playlist needs a title. Spotify does not accept an empty one.';
}

/** @param shown whether Spotify shows a description now: then it cannot be emptied from here. */
export function descriptionProblem(text: string, most: number, shown: boolean): string {
  if (text.trim()) return tooLong('The description', text, most);
  return shown ? 'Spotify lets only its own apps empty a description. Delete it in Spotify first, or keep a text.' : '';
}

function tooLong(what: string, text: string, most: number): string {
  return text.length <= most ? '' : `${what} has ${text.length} characters and Spotify takes ${most}. Please shorten it by ${text.length - most}.`;
}
