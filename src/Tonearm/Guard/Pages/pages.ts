// A list that is too long for one page: search, filter and order are the server's, and the address says which page is shown.

import { refresh } from '../../Web/swap';

/** How many rows all pages of the list have; null where all of them are in this one. */
export function matching(): number | null {
  const count = document.querySelector<HTMLElement>('[data-matching]')?.dataset.matching;
  return count ? Number(count) : null;
}

/** Says in the address, and to the forms that lead back here, what is shown. */
export function setAddress(address: string, turns = false): void {
  if (turns) history.pushState(null, '', address);
  else history.replaceState(null, '', address);
  for (const back of document.querySelectorAll<HTMLInputElement>('input[name="back"]')) back.value = address;
}

export async function show(address: string): Promise<void> {
  await refresh(address).catch(() => location.assign(address));
}

/** The next or the previous page, if there is one; its nearest row has the focus then. */
export async function turn(by: 1 | -1): Promise<void> {
  const link = document.querySelector<HTMLAnchorElement>(`.pages [rel="${by > 0 ? 'next' : 'prev'}"]`);
  if (!link) return;
  const address = location.pathname + link.search;
  setAddress(address, true);
  await show(address);
  const titles = document.querySelectorAll<HTMLElement>('.row .row-title');
  (by > 0 ? document.querySelector('.list-head') : titles[titles.length - 1])?.scrollIntoView();
  titles[by > 0 ? 0 : titles.length - 1]?.focus({ preventScroll: by > 0 });
}
