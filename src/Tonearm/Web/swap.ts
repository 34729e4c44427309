// Keeps a page true without reloading it: the page is fetched again and its regions (`data-swap`) take the place of their namesakes here.
// The server's markup stays the only one; scroll, focus, selection and what is being typed stay with the reader.

import { tell } from './times';

/** What the server last said of each region: what it says again needs no change here. */
const served = new Map([...regions(document)].map(([name, region]) => [name, plain(region)]));

export interface FetchedPage {
  readonly page: Document;
  /** Where it was found in the end. */
  readonly address: string;
  readonly ok: boolean;
}

/** What `swapped` tells: the page that was served, and whether somebody here did something for it. */
export interface Swapped {
  readonly page: Document;
  readonly news: boolean;
}

/** Fetches a page. Throws when it cannot be had: no network, or a sign-in that leads elsewhere. */
export async function fetchPage(address: string, init: RequestInit = {}): Promise<FetchedPage> {
  const answer = await fetch(address, { ...init, headers: { Accept: 'text/html' } });
  const page = new DOMParser().parseFromString(await answer.text(), 'text/html');
  return { page, address: answer.url, ok: answer.ok };
}

let asked = 0;

/** What was asked for last is shown, whatever is answered last. */
export async function refresh(address = location.href): Promise<void> {
  const mine = ++asked;
  const fresh = await fetchPage(address);
  if (fresh.ok && mine === asked) swap(fresh.page, true);
}

export function isSamePage(page: Document): boolean {
  return page.querySelector('main')?.dataset.page === document.querySelector('main')?.dataset.page;
}

/** @param news nobody did anything: what was said of the last thing done stays. */
export function swap(page: Document, news = false): void {
  const here = regions(document);
  const there = regions(page);
  const backToFocus = rememberFocus();
  document.dispatchEvent(new Event('swapping'));
  for (const [name, fresh] of there) {
    const old = here.get(name);
    if (!old) {
      // A region that did not exist before needs its place: only a whole page has that, and that would cost what is being typed.
      if (document.querySelector('[data-dirty]')) continue;
      return location.reload();
    }
    if (news && name === 'notice' && !fresh.firstElementChild) continue;
    const words = plain(fresh);
    if (!old.isConnected || old.dataset.dirty !== undefined || served.get(name) === words) continue;
    served.set(name, words);
    if (old.matches('[data-rows]')) swapRows(old, fresh);
    else replace(old, document.adoptNode(fresh));
  }
  for (const [name, old] of here) {
    if (there.has(name) || !old.isConnected) continue;
    served.delete(name);
    old.replaceChildren();
  }
  tell(document);
  backToFocus();
  document.dispatchEvent(new CustomEvent<Swapped>('swapped', { detail: { page, news } }));
}

/** What stood open stays open; lists grow at the top, so it is found again from the end. */
function replace(old: HTMLElement, fresh: HTMLElement): void {
  const open = [...old.querySelectorAll('details')].map((details) => details.open).reverse();
  for (const [index, details] of [...fresh.querySelectorAll('details')].reverse().entries()) details.open ||= open[index] ?? false;
  old.replaceWith(fresh);
}

/** A list of a thousand rows: only those that differ are touched, and ticks stay. */
function swapRows(list: HTMLElement, fresh: HTMLElement): void {
  const known = new Map(rows(list).map((row) => [row.dataset.id, row]));
  const kept = rows(fresh).map((row) => {
    const old = known.get(row.dataset.id);
    if (old && plain(old) === plain(row)) return old;
    const next = document.adoptNode(row);
    const tick = next.querySelector<HTMLInputElement>('.tick');
    if (tick) tick.checked = old?.querySelector<HTMLInputElement>('.tick')?.checked ?? false;
    return next;
  });
  const order = rows(list);
  if (kept.length !== order.length || kept.some((row, index) => row !== order[index])) list.replaceChildren(...kept);
}

/** The server's markup without what differs each time (form tokens) and what scripts change (told times, hidden rows). */
function plain(element: HTMLElement): string {
  return element.outerHTML
    .replace(/(<time [^>]*?)(?: title="[^"]*")?>[^<]*/g, '$1>')
    .replace(/(name="__RequestVerificationToken"[^>]*? value=")[^"]*/g, '$1')
    .replace(/ hidden=""/g, '');
}

function rows(list: HTMLElement): HTMLElement[] {
  return [...list.children].filter((row): row is HTMLElement => row instanceof HTMLElement);
}

function regions(page: Document): Map<string, HTMLElement> {
  return new Map([...page.querySelectorAll<HTMLElement>('[data-swap]')].map((region) => [region.dataset.swap ?? '', region]));
}

/** What has the focus is found again by its place among its region's or row's controls. */
function rememberFocus(): () => void {
  const active = document.activeElement;
  const home = active?.closest<HTMLElement>('[data-id], [data-swap]');
  if (!active || !home) return () => {};
  const controls = 'a, button, input, select, textarea, summary';
  const place = [...home.querySelectorAll(controls)].indexOf(active);
  const where = home.dataset.id ? `[data-id="${CSS.escape(home.dataset.id)}"]` : `[data-swap="${home.dataset.swap}"]`;
  return () => {
    if (active.isConnected) return;
    const again = document.querySelector(where)?.querySelectorAll<HTMLElement>(controls)[place] ?? document.querySelector<HTMLElement>('main');
    again?.focus({ preventScroll: true });
  };
}
