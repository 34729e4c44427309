// The overview by keyboard. The list of keys stands on the page (OverviewList.razor) and opens with "?".

import type { Filter } from './filter';
import { turn } from './pages';
import type { Selection } from './selection';

export function useKeys(filter: Filter, selection: Selection): void {
  const help = document.querySelector<HTMLDialogElement>('[data-keys-dialog]');
  const opener = document.querySelector<HTMLElement>('[data-keys]');
  opener?.removeAttribute('hidden');
  opener?.addEventListener('click', () => help?.showModal());

  document.addEventListener('keydown', (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || document.querySelector('dialog[open]')) return;
    const target = event.target as HTMLElement;
    const search = document.querySelector<HTMLInputElement>('[data-search]');
    if (target === search) {
      if (event.key === 'Escape') return leave(search, filter);
      if (event.key !== 'ArrowDown') return;
    } else if (target.matches('textarea, select, input:not(.tick)')) return;

    const row = target.closest<HTMLElement>('.row');
    const acts: Record<string, () => void> = {
      '/': () => search?.select(),
      '?': () => help?.showModal(),
      j: () => step(row, 1),
      ArrowDown: () => step(row, 1),
      k: () => step(row, -1),
      ArrowUp: () => step(row, -1),
      p: () => row?.querySelector<HTMLElement>('.switch')?.click(),
      b: () => document.querySelector<HTMLElement>('.bar .button')?.focus(),
      a: () => selection.more(),
      Escape: () => { if (!selection.clear()) filter.clear(); },
    };
    // A box that has the focus ticks itself by the space bar.
    if (row && target.matches('.row-title')) acts[' '] = () => selection.toggle(row, event.shiftKey);
    const act = acts[event.key];
    if (!act || (target.closest('.menu, .tabs') && event.key !== '/')) return;
    event.preventDefault();
    act();
  });
}

function leave(search: HTMLInputElement, filter: Filter): void {
  if (search.value) filter.clear();
  else search.blur();
}

function step(row: HTMLElement | null, by: 1 | -1): void {
  const rows = [...document.querySelectorAll<HTMLElement>('.row:not([hidden])')];
  const next = row ? rows[rows.indexOf(row) + by] : rows[0];
  if (row && !next) return void turn(by);
  const title = next?.querySelector<HTMLElement>('.row-title');
  title?.focus();
  next?.scrollIntoView({ block: 'nearest' });
}
