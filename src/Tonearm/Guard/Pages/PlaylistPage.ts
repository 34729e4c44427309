// One playlist while it is looked at: limits while typing, the cover editor, forms in place, news.

import { sendFormsInPlace } from '../../Web/forms';
import { CoverEditor, tellCoverProblem } from './CoverEditor';
import { watchDraft } from './draft';
import { listen } from './live';
import { watchWantedForm } from './WantedForm';

const form = document.querySelector<HTMLElement>('[data-wanted]');
// What could not be saved is answered at the address it was sent to, which cannot be read again.
if (form && location.pathname.endsWith('/wanted')) history.replaceState(null, '', location.pathname.slice(0, -'/wanted'.length));

sendFormsInPlace();
listen();
watchWantedForm();
watchDraft();

if (form) takePictures(new CoverEditor());

function takePictures(editor: CoverEditor): void {
  reveal();
  document.addEventListener('swapped', reveal);

  document.addEventListener('click', (event) => {
    if (event.target instanceof Element && event.target.closest('[data-cover-pick]')) editor.pick();
  });

  document.addEventListener('paste', (event) => take(event.clipboardData, event));

  // A picture dropped beside the field would otherwise replace the page.
  document.addEventListener('dragover', (event) => {
    if (!event.dataTransfer?.types.includes('Files')) return;
    event.preventDefault();
    document.querySelector('[data-cover]')?.toggleAttribute('data-over', true);
  });
  for (const end of ['dragleave', 'drop'] as const) {
    document.addEventListener(end, (event) => {
      document.querySelector('[data-cover]')?.toggleAttribute('data-over', false);
      if (event.type === 'drop') take(event.dataTransfer, event);
    });
  }

  function take(transfer: DataTransfer | null, event: Event): void {
    const file = transfer?.files[0];
    if (!file) return;
    event.preventDefault();
    if (file.type.startsWith('image/')) void editor.edit(file);
    else tellCoverProblem('A cover is a picture. This file is something else.');
  }
}

function reveal(): void {
  for (const element of document.querySelectorAll('[data-cover-pick], [data-cover-hint]')) element.removeAttribute('hidden');
}
