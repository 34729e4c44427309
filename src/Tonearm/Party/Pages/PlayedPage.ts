// The browser's own way to print a page, as a button; and how far the saving in Spotify has come.

import { refresh } from '../../Web/swap';

const print = document.querySelector<HTMLElement>('[data-print]');
if (print) {
  print.hidden = false;
  print.addEventListener('click', () => window.print());
}

document.addEventListener('submit', (event) => {
  const zone = (event.target as HTMLFormElement).querySelector<HTMLInputElement>('[data-zone]');
  if (zone) zone.value = Intl.DateTimeFormat().resolvedOptions().timeZone;
});

function watch(): void {
  const state = document.querySelector<HTMLElement>('[data-save]')?.dataset.save;
  if (state !== 'under-way' && state !== 'waits') return;
  setTimeout(() => void (document.hidden ? Promise.resolve() : refresh()).catch(() => {}).finally(watch), state === 'waits' ? 30_000 : 2000);
}

watch();
