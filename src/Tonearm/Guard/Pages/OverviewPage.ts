// The overview while it is being used: search and filter as one types, selection, keys, forms in place, news.

import { sendFormsInPlace } from '../../Web/forms';
import { Filter, firstPage } from './filter';
import { useKeys } from './keys';
import { listen } from './live';
import { setAddress, show, turn } from './pages';
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
  setAddress(filter.address({ ...firstPage, sort: event.target.value }));
  void show(location.href);
});

document.addEventListener('click', (event) => {
  if (!(event.target instanceof Element) || event.ctrlKey || event.metaKey || event.shiftKey) return;
  const chip = event.target.closest<HTMLElement>('[data-filter]');
  const clear = event.target.closest('[data-clear]');
  const page = event.target.closest<HTMLAnchorElement>('.pages a');
  if (!chip && !clear && !page) return;
  event.preventDefault();
  if (chip) filter.choose(chip.dataset.filter ?? '');
  else if (clear) filter.clear();
  else void turn(page?.rel === 'next' ? 1 : -1);
});

document.addEventListener('submit', (event) => {
  if (event.target instanceof HTMLFormElement && event.target.matches('.filters-form')) event.preventDefault();
});

document.addEventListener('swapped', () => filter.apply());
addEventListener('popstate', () => filter.follow());
