// Which playlists are ticked. The ticks themselves are the state; a form without this script sends the same. Of a list of many pages,
// what is ticked on the others is sent along, or the search that all of them match.

import { matching } from './pages';

export class Selection {
  private last: HTMLInputElement | undefined;
  /** What is ticked on other pages than this one. */
  private elsewhere = new Set<string>();
  /** All pages of the list are selected. */
  private isAll = false;

  constructor() {
    document.querySelector('[data-all]')?.removeAttribute('hidden');
    document.querySelector('[data-unselect]')?.removeAttribute('hidden');
    document.addEventListener('click', (event) => this.clicked(event));
    document.addEventListener('change', (event) => {
      if (!(event.target instanceof HTMLInputElement) || !event.target.matches('.list .tick')) return;
      this.isAll = false;
      if (event.target.closest('[data-all]')) this.all(event.target.checked);
      this.tell();
    });
    document.addEventListener('swapping', () => this.remember());
    document.addEventListener('swapped', () => this.find());
    document.addEventListener('answered', () => this.clear());
    document.addEventListener('filtered', () => {
      this.isAll = false;
      this.tell();
    });
    this.tell();
  }

  /** Ticks a row's box, or with `range` all shown ones from the last ticked to it. */
  toggle(row: HTMLElement, range = false): void {
    const tick = row.querySelector<HTMLInputElement>('.tick');
    if (!tick) return;
    this.isAll = false;
    tick.checked = !tick.checked;
    if (range) this.extend(tick);
    this.last = tick;
    this.tell();
  }

  all(checked: boolean): void {
    for (const tick of shownTicks()) tick.checked = checked;
    this.tell();
  }

  /** All that are shown; where they are selected already, those of the other pages, too. */
  more(): void {
    if (shownTicks().every((tick) => tick.checked) && this.hasMore) this.everything();
    else this.all(true);
  }

  /** Whether there was anything to clear. */
  clear(): boolean {
    const ticked = allTicks().filter((tick) => tick.checked);
    const any = ticked.length > 0 || this.elsewhere.size > 0;
    for (const tick of ticked) tick.checked = false;
    this.elsewhere.clear();
    this.isAll = false;
    this.tell();
    return any;
  }

  tell(): void {
    const ticked = allTicks().filter((tick) => tick.checked);
    const shown = shownTicks();
    const on = shown.filter((tick) => tick.checked).length;
    const count = this.isAll ? (matching() ?? on) : ticked.length + this.elsewhere.size;
    const unseen = count - on;
    const words = document.querySelector('[data-selected]');
    if (words) words.textContent = `${count.toLocaleString('en')} selected${unseen ? `, ${unseen.toLocaleString('en')} of them not shown` : ''}`;
    this.send();
    const more = document.querySelector<HTMLElement>('[data-match]');
    more?.toggleAttribute('hidden', on < shown.length || !this.hasMore);
    if (more) more.textContent = `Select all ${(matching() ?? 0).toLocaleString('en')} that match`;
    const all = document.querySelector<HTMLInputElement>('[data-all] .tick');
    if (!all) return;
    all.checked = on > 0 && on === shown.length;
    all.indeterminate = on > 0 && on < shown.length;
  }

  private get hasMore(): boolean {
    return !this.isAll && (matching() ?? 0) > shownTicks().length;
  }

  private everything(): void {
    this.all(true);
    this.elsewhere.clear();
    this.isAll = true;
    this.tell();
  }

  private remember(): void {
    if (matching() === null) return;
    for (const tick of allTicks()) if (tick.checked) this.elsewhere.add(tick.value);
  }

  private find(): void {
    const isPart = matching() !== null;
    if (!isPart) this.isAll = false;
    for (const tick of allTicks()) {
      if (isPart) tick.checked = this.isAll || this.elsewhere.has(tick.value);
      this.elsewhere.delete(tick.value);
    }
    if (!isPart || this.isAll) this.elsewhere.clear();
    this.tell();
  }

  /** Puts into the form what its ticks do not say. */
  private send(): void {
    for (const field of document.querySelectorAll('.list > [data-elsewhere]')) field.remove();
    const query = new URLSearchParams(location.search);
    query.delete('after');
    query.delete('before');
    const fields = this.isAll ? [['all', `?${query.toString()}`]] : [...this.elsewhere].map((id) => ['ids', id]);
    for (const [name, value] of fields) {
      const field = Object.assign(document.createElement('input'), { type: 'hidden', name, value });
      field.dataset.elsewhere = '';
      document.querySelector('.list')?.append(field);
    }
  }

  private clicked(event: MouseEvent): void {
    if (!(event.target instanceof Element)) return;
    if (event.target.closest('[data-unselect]')) this.clear();
    if (event.target.closest('[data-match]')) this.everything();
    if (!(event.target instanceof HTMLInputElement) || !event.target.matches('.row .tick')) return;
    if (event.shiftKey) this.extend(event.target);
    this.last = event.target;
    this.tell();
  }

  private extend(to: HTMLInputElement): void {
    const ticks = shownTicks();
    const [from, until] = [this.last ? ticks.indexOf(this.last) : -1, ticks.indexOf(to)];
    if (from < 0 || until < 0) return;
    for (const tick of ticks.slice(Math.min(from, until), Math.max(from, until) + 1)) tick.checked = to.checked;
  }
}

function allTicks(): HTMLInputElement[] {
  return [...document.querySelectorAll<HTMLInputElement>('.row .tick')];
}

function shownTicks(): HTMLInputElement[] {
  return [...document.querySelectorAll<HTMLInputElement>('.row:not([hidden]) .tick')];
}
