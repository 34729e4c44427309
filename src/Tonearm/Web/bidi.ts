// Names and titles that others gave, within words of ours where no markup can stand: they leave the words around them where they are. Bidi.cs decides in the same way.

const control = /[\u202a-\u202e\u2066-\u2069]/gu;
const turns = /[\u202a-\u202e\u2066-\u2069\u200f\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\u{10800}-\u{10fff}\u{1e800}-\u{1efff}]/u;

/** The text as it is where it can turn nothing round, else isolated, without the signs that would reach beyond it. */
export function plain(text: string): string {
  return turns.test(text) ? `\u2068${text.replace(control, '')}\u2069` : text;
}
