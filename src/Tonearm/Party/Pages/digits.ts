// A code as it is typed, pasted or filled in by the phone.

/** The digits of whatever was put in, six at most. */
export function digits(text: string): string {
  return text.replace(/\D/g, '').slice(0, 6);
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
