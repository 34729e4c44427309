// A code as it is typed, pasted or filled in by the phone, in the digits of whatever script.

const digit = /\p{Nd}/u;

/** The digits of whatever was put in, as 0 to 9 and no more than a code has; what stands between them is nobody's business. */
export function digits(text: string, length: number): string {
  return all(text).slice(0, length);
}

/** The code that was meant, or null: PartyCodes.cs decides in the same way. */
export function codeOf(text: string, length: number): string | null {
  const found = all(text);
  return found.length === length ? found : null;
}

/** In two halves, as it is said. */
export function grouped(code: string, length: number): string {
  const half = Math.floor(length / 2);
  return code.length > half ? `${code.slice(0, half)} ${code.slice(half)}` : code;
}

/** Where the caret goes when the text is grouped anew: behind as many digits as it was. */
export function caret(text: string, at: number, length: number): number {
  return grouped(digits(text.slice(0, at), length), length).length;
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
