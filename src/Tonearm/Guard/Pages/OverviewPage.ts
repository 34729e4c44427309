// The overview while it is being used: search and filter as one types, selection, keys, forms in place, news.

import { sendFormsInPlace } from '../../Web/forms';
import { refresh } from '../../Web/swap';
import { Filter } from './filter';
import { useKeys } from './keys';
import { listen } from './live';
import { Selection } from './selection';

const filter = new Filter();
const selection = new Selection();

sendFormsInPlace();
useKeys(filter, selection);
listen();

document.addEventListener('input', (event) => {
  if (event.target instanceof HTMLInputElement && event.target.matches('[data-search]')) filter.search(event.target.value);
});

document.addEventListener('change', (event) => {
  if (!(event.target instanceof HTMLSelectElement) || !event.target.matches('[data-sort]')) return;
  const address = filter.address({ sort: event.target.value });
  history.replaceState(null, '', address);
  void refresh(address).catch(() => location.assign(address));
});

document.addEventListener('click', (event) => {
  if (!(event.target instanceof Element) || event.ctrlKey || event.metaKey || event.shiftKey) return;
  const chip = event.target.closest<HTMLElement>('[data-filter]');
  const clear = event.target.closest('[data-clear]');
  if (!chip && !clear) return;
  event.preventDefault();
  if (chip) filter.choose(chip.dataset.filter ?? '');
  else filter.clear();
});

document.addEventListener('submit', (event) => {
  if (event.target instanceof HTMLFormElement && event.target.matches('.filters-form')) event.preventDefault();
});

document.addEventListener('swapped', () => filter.apply());
