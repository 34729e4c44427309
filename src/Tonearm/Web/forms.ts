// Forms marked `data-swap-form` are sent without leaving the page. The answer is this page anew, a question for the dialog, or another page.
// Without this script, or when it fails, they are ordinary forms.

import { keepFocus } from './focus';
import { float, notice } from './notice';
import { type FetchedPage, fetchPage, isSamePage, swap } from './swap';

export function sendFormsInPlace(): void {
  document.addEventListener('submit', (event) => {
    const form = event.target;
    if (!(form instanceof HTMLFormElement) || !form.matches('[data-swap-form]') || event.defaultPrevented) return;
    event.preventDefault();
    void send(form, event.submitter);
  });

  document.addEventListener('click', (event) => {
    if (!(event.target instanceof Element) || !event.target.closest('[data-dialog-close]')) return;
    const dialog = event.target.closest('dialog');
    if (!dialog) return;
    event.preventDefault();
    dialog.close();
  });
}

async function send(form: HTMLFormElement, submitter: HTMLElement | null): Promise<void> {
  const action = submitter?.getAttribute('formaction') ?? form.getAttribute('action') ?? location.href;
  try {
    const answer = await fetchPage(action, { method: 'POST', body: new FormData(form, submitter) });
    show(answer, form);
  } catch {
    notice('bad', 'The server could not be reached, so nothing was sent. Try again when you are connected.');
  } finally {
    submitter?.removeAttribute('aria-busy');
  }
}

function show({ page, address, ok }: FetchedPage, form: HTMLFormElement): void {
  const question = page.querySelector('[data-dialog-content]');
  const dialog = document.querySelector<HTMLDialogElement>('[data-dialog]');
  if (question && dialog) {
    dialog.replaceChildren(document.adoptNode(question));
    dialog.ariaLabel = question.querySelector('h1')?.textContent ?? '';
    dialog.showModal();
  } else if (isSamePage(page)) {
    form.closest('dialog')?.close();
    document.dispatchEvent(new Event('answered'));
    swap(page);
    float();
    keepFocus();
  } else if (ok) {
    location.assign(address);
  } else {
    form.closest('dialog')?.close();
    document.querySelector('main')?.replaceWith(document.adoptNode(page.querySelector('main') ?? page.createElement('main')));
    keepFocus();
  }
}
