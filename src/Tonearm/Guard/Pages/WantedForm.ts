// The wanted title and description while they are being typed.

import { descriptionProblem, flatten, titleProblem } from './limits';

export function watchWantedForm(): void {
  document.addEventListener('input', (event) => {
    const field = event.target;
    if (!(field instanceof HTMLInputElement || field instanceof HTMLTextAreaElement) || !field.dataset.rule) return;
    if (/[\r\n\u2028\u2029]/.test(field.value)) {
      const at = field.selectionStart ?? field.value.length;
      field.value = flatten(field.value);
      field.setSelectionRange(at, at);
    }
    tellField(field);
  });

  document.addEventListener('keydown', (event) => {
    const field = event.target;
    if (event.key === 'Enter' && field instanceof HTMLTextAreaElement && field.dataset.rule) event.preventDefault();
  });

  addEventListener('beforeunload', (event) => {
    if (document.querySelector('form[data-dirty]:not([data-sent])')) event.preventDefault();
  });

  document.addEventListener('submit', (event) => {
    if (event.target instanceof HTMLElement) event.target.dataset.sent = '';
  });
}

/** "Save", "Save title", "Save title, description and cover". */
export function saveWords(parts: readonly string[]): string {
  if (parts.length === 0) return 'Save';
  const [last, ...before] = [...parts].reverse();
  return `Save ${before.length > 0 ? `${before.reverse().join(', ')} and ` : ''}${last}`;
}

export function tellField(field: HTMLInputElement | HTMLTextAreaElement): void {
  const most = Number(field.dataset.most);
  const problem = field.dataset.rule === 'title'
    ? titleProblem(field.value, most)
    : descriptionProblem(field.value, most, field.dataset.shown !== undefined);
  const foot = field.closest('.field')?.querySelector('.field-foot');
  const words = foot?.querySelector('.error');
  const count = foot?.querySelector<HTMLElement>('.count');
  if (words && words.textContent !== problem) words.textContent = problem;
  if (count) {
    count.textContent = `${field.value.length} / ${most}`;
    count.ariaLabel = `${field.value.length} of ${most} characters`;
    if (field.value.length > most) count.dataset.over = '';
    else delete count.dataset.over;
  }
  if (problem) field.setAttribute('aria-invalid', 'true');
  else field.removeAttribute('aria-invalid');
}
