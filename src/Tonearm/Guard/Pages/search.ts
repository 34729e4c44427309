// How a search finds: each of its words somewhere, in any order, whatever the accents, apostrophes and punctuation. TextSearch.cs does the same.

const marks = /[\p{M}\p{Cf}'\u2019\u2018\u02bc\u00b4`]/gu;
const parting = /[\p{P}\s]/gu;

/** Small letters without their marks; "Dad's" is "dads", and other punctuation parts words as a space does. */
export function fold(text: string): string {
  // At the end, the one letter that is small in two ways.
  return text.normalize('NFD').replace(marks, '').replace(parting, ' ').toLowerCase().replaceAll('ς', 'σ');
}

/** The words of what was typed. */
export function words(search: string): string[] {
  return fold(search).split(' ').filter((word) => word !== '');
}

/** @param folded where each of the words may stand. */
export function finds(wanted: readonly string[], folded: string): boolean {
  return wanted.every((word) => folded.includes(word));
}
