// What every script of the room does to its page. It has no state of its own, so that parts that are loaded later can bring it along.

export function find<T extends Element = HTMLElement>(selector: string): T {
  const found = document.querySelector<T>(selector);
  if (!found) throw new Error(`The page has no ${selector}`);
  return found;
}

/** Leaves alone what is so already: whoever hears the page is told of nothing twice. */
export function write(element: Element, words: string): void {
  if (element.textContent !== words) element.textContent = words;
}
