// Where the keyboard goes when something was refused: to the field that is wrong, else to what is said of it, never to the top of the page.

const wrong = 'main [aria-invalid="true"], main form [role="alert"]:not([hidden], :empty)';

/** @returns whether there was anything to go to. */
export function focusWhatIsWrong(): boolean {
  return focus(document.querySelector<HTMLElement>(wrong));
}

/** For a page that was changed under the keyboard. */
export function keepFocus(): void {
  if (document.activeElement && document.activeElement !== document.body) return;
  const said = document.querySelector<HTMLElement>('[data-swap="notice"] .notice');
  void (focusWhatIsWrong() || focus(said) || focus(document.querySelector('main')));
}

function focus(element: HTMLElement | null): boolean {
  if (!element) return false;
  if (element.tabIndex < 0) element.tabIndex = -1;
  element.focus();
  return true;
}
