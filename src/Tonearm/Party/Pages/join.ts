// A code and in: it goes on by itself at the last digit, and says kindly what is wrong while what was typed stays.

import { send } from './api';
import { caret, digits, grouped } from './digits';

export function join(form: HTMLFormElement): void {
  const field = form.querySelector<HTMLInputElement>('input[name="code"]');
  const said = form.querySelector<HTMLElement>('[data-join-said]');
  const go = form.querySelector<HTMLElement>('[data-join-go]');
  if (!field || !said) return;
  const length = Number(form.dataset.join);
  let trying = '';

  if (go) go.hidden = true;
  // Where a keyboard is at hand; on a phone it would cover the page.
  if (matchMedia('(pointer: fine)').matches) field.focus();
  field.value = grouped(digits(field.value, length), length);
  field.addEventListener('input', () => {
    const at = caret(field.value, field.selectionStart ?? field.value.length, length);
    const code = digits(field.value, length);
    field.value = grouped(code, length);
    field.setSelectionRange(at, at);
    tell('');
    if (code.length === length) void enter(code);
  });
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    const code = digits(field.value, length);
    if (code.length === length) void enter(code);
    else tell(form.dataset.malformed ?? '');
  });
  // Who comes back finds an empty field and no old trouble.
  addEventListener('pageshow', (event) => {
    if (!event.persisted) return;
    form.removeAttribute('aria-busy');
    tell('');
  });

  async function enter(code: string): Promise<void> {
    if (trying === code) return;
    trying = code;
    form.ariaBusy = 'true';
    const reply = await send<{ id: string }>('POST', '/api/join', { code });
    if (trying !== code) return;
    trying = '';
    if (reply.ok && reply.body) return location.assign(`/party/${reply.body.id}`);
    form.removeAttribute('aria-busy');
    if (go) go.hidden = false;
    tell(reply.problem);
    field?.select();
  }

  function tell(words: string): void {
    if (said) said.textContent = words;
    if (words) field?.setAttribute('aria-invalid', 'true');
    else field?.removeAttribute('aria-invalid');
  }
}
