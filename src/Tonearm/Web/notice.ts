// A notice at the top of the page, as Notice.razor draws it.
export function notice(tone: 'good' | 'care' | 'bad', text: string): void {
  const place = document.querySelector('[data-swap="notice"]');
  if (!place) return;
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
  place.replaceChildren(box);
  box.scrollIntoView({ block: 'nearest' });
}
