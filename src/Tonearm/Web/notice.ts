// Notices of what was just done. They float above the page, so that nothing moves under the pointer; one loaded with its page stands on top of it.

const shownMs = 12_000;
let timer: number | undefined;

/** A notice as Notice.razor draws it. */
export function notice(tone: 'good' | 'care' | 'bad', text: string): void {
  const box = document.createElement('div');
  box.className = 'notice';
  box.dataset.tone = tone;
  box.setAttribute('role', tone === 'bad' ? 'alert' : 'status');
  const shape = document.createElement('span');
  shape.className = 'notice-shape';
  const words = document.createElement('div');
  words.className = 'notice-text';
  words.textContent = text;
  box.append(shape, words);
  place()?.replaceChildren(box);
  float();
}

/** Lets what the page says now float. Good news goes by itself, unless somebody is about to take it back; the rest stays until the next. */
export function float(): void {
  const region = place();
  if (!region?.firstElementChild) return;
  region.dataset.floating = '';
  clearTimeout(timer);
  if (region.querySelector('[data-tone="good"]')) timer = window.setTimeout(() => goUnlessTouched(region), shownMs);
}

function goUnlessTouched(region: HTMLElement): void {
  if (region.matches(':hover, :focus-within')) timer = window.setTimeout(() => goUnlessTouched(region), shownMs);
  else region.replaceChildren();
}

function place(): HTMLElement | null {
  return document.querySelector<HTMLElement>('[data-swap="notice"]');
}
