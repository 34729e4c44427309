// What is typed and cut of a playlist is one draft: one button saves all of it and names what changes, and is quiet as long as nothing does.

import { refresh, type Swapped } from '../../Web/swap';
import { flatten } from './limits';
import { saveWords, tellField } from './WantedForm';

const names = ['title', 'description', 'cover'] as const;
let picture = '';

export function watchDraft(): void {
  document.addEventListener('input', (event) => {
    if (event.target instanceof Element && event.target.closest('[data-wanted]')) tell();
  });
  document.addEventListener('swapped', (event) => {
    const { page, news } = (event as CustomEvent<Swapped>).detail;
    if (!news) rest(page);
    tell();
  });
  document.addEventListener('click', (event) => {
    if (!(event.target instanceof Element)) return;
    if (event.target.closest('[data-cover-undo]')) {
      forgetCover();
      document.querySelector<HTMLElement>('[data-cover-pick]')?.focus();
    }
    if (event.target.closest('[data-discard]')) discard();
  });
  takeUp();
  tell();
}

/** What its author did beside the draft, as wanting an earlier title again, is what the draft rests on from then on. What others do stays a conflict. */
function rest(page: Document): void {
  const [form, fresh] = [wanted(), page.querySelector<HTMLFormElement>('form[data-wanted]')];
  if (!form || !fresh || form === fresh) return;
  const changes = changed(form);
  for (const name of ['version', 'title', 'description']) {
    const [field, now] = [form, fresh].map((each) => each.querySelector<HTMLInputElement | HTMLTextAreaElement>(`[name="${name}"]`));
    if (!field || !now) continue;
    if (!changes.includes(name)) field.value = now.value;
    if (now.dataset.saved === undefined) continue;
    field.dataset.saved = now.dataset.saved;
    tellField(field);
  }
}

/** A picture that came back with a refused save is part of the draft again. */
function takeUp(): void {
  const kept = document.querySelector<HTMLImageElement>('[data-cover-kept]')?.src.split(',')[1];
  if (kept) draftCover(new Blob([Uint8Array.from(atob(kept), (each) => each.charCodeAt(0))], { type: 'image/jpeg' }));
}

/** A cut picture is a part of the draft, shown where the cover stands. */
export function draftCover(jpeg: Blob): void {
  const form = wanted();
  const place = form?.querySelector<HTMLElement>('[data-cover-draft]');
  if (!form || !place) return;
  const files = new DataTransfer();
  files.items.add(new File([jpeg], 'cover.jpg', { type: 'image/jpeg' }));
  let input = coverOf(form);
  if (!input) {
    // Without a script the page has one of its own.
    input = document.createElement('input');
    Object.assign(input, { type: 'file', name: 'cover', hidden: true });
    form.append(input);
  }
  input.files = files.files;
  URL.revokeObjectURL(picture);
  picture = URL.createObjectURL(jpeg);
  const image = document.createElement('img');
  Object.assign(image, { className: 'art', src: picture, alt: 'The cover you are about to save', width: 240, height: 240 });
  image.dataset.size = '240';
  place.replaceChildren(image);
  tell();
}

function forgetCover(): void {
  const form = wanted();
  if (form) coverOf(form)?.remove();
  URL.revokeObjectURL(picture);
  picture = '';
  tell();
}

function discard(): void {
  for (const field of document.querySelectorAll<HTMLInputElement | HTMLTextAreaElement>('[data-wanted] [data-saved]')) {
    field.value = field.dataset.saved ?? '';
    tellField(field);
  }
  forgetCover();
  document.querySelector<HTMLElement>('[data-save]')?.focus();
  // What came meanwhile was kept away from the draft.
  void refresh().catch(() => {});
}

/** Says of the draft what there is to say: what it changes, and whether news may take the form's place. */
function tell(): void {
  const form = wanted();
  if (!form) return;
  const changes = changed(form);
  if (changes.length > 0) form.dataset.dirty = '';
  else delete form.dataset.dirty;
  const save = form.querySelector<HTMLElement>('[data-save]');
  if (save) {
    const words = saveWords(changes);
    if (save.textContent !== words) save.textContent = words;
    save.classList.toggle('primary', changes.length > 0);
  }
  form.querySelector('[data-discard]')?.toggleAttribute('hidden', changes.length === 0);
  const hasCover = changes.includes('cover');
  form.toggleAttribute('data-has-cover', hasCover);
  for (const element of form.querySelectorAll('[data-cover-draft], [data-cover-drafted]')) element.toggleAttribute('hidden', !hasCover);
}

function changed(form: HTMLFormElement): string[] {
  return names.filter((name) => {
    if (name === 'cover') return (coverOf(form)?.files?.length ?? 0) > 0;
    const field = form.querySelector<HTMLInputElement | HTMLTextAreaElement>(`[name="${name}"]`);
    return field !== null && flatten(field.value).trim() !== flatten(field.dataset.saved ?? '').trim();
  });
}

function coverOf(form: HTMLFormElement): HTMLInputElement | null {
  return form.querySelector('input[name="cover"]');
}

function wanted(): HTMLFormElement | null {
  return document.querySelector('form[data-wanted]');
}
