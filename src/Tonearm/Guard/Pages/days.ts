/** A day stands above its first incident. Which one that is depends on where its reader is, so every incident brings a heading, told in the reader's time. */
export function showDays(headings: Iterable<Pick<HTMLElement, 'textContent' | 'hidden'>>): void {
  let before = '';
  for (const heading of headings) {
    const words = heading.textContent?.trim() ?? '';
    heading.hidden = words === before;
    before = words;
  }
}
