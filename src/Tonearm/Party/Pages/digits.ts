// A code as it is typed, pasted or filled in by the phone, in the digits of whatever script.

/** As many digits as a code has; PartyCodes.cs has the same. */
export const length = 6;

const digit = /\p{Nd}/u;

/** The digits of whatever was put in, as 0 to 9 and no more than a code has; what stands between them is nobody's business. */
export function digits(text: string): string {
  return all(text).slice(0, length);
}

/** The code that was meant, or null: PartyCodes.cs decides in the same way. */
export function codeOf(text: string): string | null {
  const found = all(text);
  return found.length === length ? found : null;
}

/** In two halves, as it is said. */
export function grouped(code: string): string {
  return code.length > 3 ? `${code.slice(0, 3)} ${code.slice(3)}` : code;
}

/** Where the caret goes when the text is grouped anew: behind as many digits as it was. */
export function caret(text: string, at: number): number {
  const before = digits(text.slice(0, at)).length;
  return before > 3 ? before + 1 : before;
}

function all(text: string): string {
  return [...text].filter((letter) => digit.test(letter)).map(value).join('');
}

/** Unicode keeps the digits of each script together, from zero to nine, and where scripts follow one another each has its ten. */
function value(letter: string): number {
  const code = letter.codePointAt(0) as number;
  let zero = code;
  while (digit.test(String.fromCodePoint(zero - 1))) zero--;
  return (code - zero) % 10;
}
