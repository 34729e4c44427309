// An unlink waits a few seconds, as it cannot be undone once it is done. Without this script the form is an ordinary one.

import { drawToast, Held } from '../../Web/held';

const held = new Held(drawToast);
let isLeaving = false;

document.addEventListener('submit', (event) => {
  const form = event.target;
  if (!(form instanceof HTMLFormElement) || !form.dataset.held) return;
  event.preventDefault();
  event.stopImmediatePropagation();
  form.closest('details')?.removeAttribute('open');
  held.hold(form.dataset.held, form.dataset.heldWords ?? '', () => send(form));
}, { capture: true });

document.addEventListener('click', (event) => {
  if (event.target instanceof Element && event.target.closest('[data-undo]')) held.drop();
});

addEventListener('pagehide', leave);
document.addEventListener('visibilitychange', () => {
  if (document.hidden) leave();
  else if (isLeaving) location.assign('/accounts');
});
addEventListener('pageshow', (event) => {
  if (event.persisted && isLeaving) location.assign('/accounts');
});

function leave(): void {
  if (!held.key) return;
  isLeaving = true;
  held.flush();
}

/** As the form would be, or, when the page is about to go, by a request that outlives it. */
function send(form: HTMLFormElement): void {
  if (!isLeaving) return form.submit();
  const body = new URLSearchParams();
  for (const [name, value] of new FormData(form)) body.append(name, String(value));
  void fetch(form.action, { method: 'POST', body, keepalive: true, redirect: 'manual' });
}
