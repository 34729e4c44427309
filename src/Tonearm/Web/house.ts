// What every page does: times in the reader's own clock, a menu that closes, a form that is sent once, the keyboard at what was refused.
import { focusWhatIsWrong } from './focus';
import { keepTimes } from './times';

keepTimes(document);
focusWhatIsWrong();

document.addEventListener('click', (event) => {
  for (const menu of document.querySelectorAll<HTMLDetailsElement>('details.menu[open]')) {
    if (!menu.contains(event.target as Node)) menu.open = false;
  }
});

document.addEventListener('keydown', (event) => {
  if (event.key !== 'Escape') return;
  const menu = document.querySelector<HTMLDetailsElement>('details.menu[open]');
  if (!menu) return;
  menu.open = false;
  menu.querySelector('summary')?.focus();
});

// A second press while the first is on its way does nothing; coming back through the history makes the form usable again.
document.addEventListener('submit', (event) => {
  const button = event.submitter;
  if (event.defaultPrevented || !(button instanceof HTMLButtonElement)) return;
  if (button.ariaBusy === 'true') event.preventDefault();
  button.ariaBusy = 'true';
});

addEventListener('pageshow', () => {
  for (const button of document.querySelectorAll('button[aria-busy]')) button.removeAttribute('aria-busy');
});
