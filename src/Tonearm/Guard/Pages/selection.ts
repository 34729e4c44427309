// Which playlists are ticked. The ticks themselves are the state; a form without this script sends the same.

export class Selection {
  private last: HTMLInputElement | undefined;

  constructor() {
    document.querySelector('[data-all]')?.removeAttribute('hidden');
    document.querySelector('[data-unselect]')?.removeAttribute('hidden');
    document.addEventListener('click', (event) => this.clicked(event));
    document.addEventListener('change', (event) => {
      if (!(event.target instanceof HTMLInputElement) || !event.target.matches('.list .tick')) return;
      if (event.target.closest('[data-all]')) this.all(event.target.checked);
      this.tell();
    });
    for (const news of ['swapped', 'filtered']) document.addEventListener(news, () => this.tell());
    this.tell();
  }

  /** Ticks a row's box, or with `range` all shown ones from the last ticked to it. */
  toggle(row: HTMLElement, range = false): void {
    const tick = row.querySelector<HTMLInputElement>('.tick');
    if (!tick) return;
    tick.checked = !tick.checked;
    if (range) this.extend(tick);
    this.last = tick;
    this.tell();
  }

  all(checked: boolean): void {
    for (const tick of shownTicks()) tick.checked = checked;
    this.tell();
  }

  /** Whether there was anything to clear. */
  clear(): boolean {
    const ticked = allTicks().filter((tick) => tick.checked);
    for (const tick of ticked) tick.checked = false;
    this.tell();
    return ticked.length > 0;
  }

  tell(): void {
    const ticked = allTicks().filter((tick) => tick.checked);
    const unseen = ticked.filter((tick) => tick.closest<HTMLElement>('.row')?.hidden).length;
    const words = document.querySelector('[data-selected]');
    if (words) words.textContent = `${ticked.length.toLocaleString('en')} selected${unseen ? `, ${unseen.toLocaleString('en')} of them not shown` : ''}`;
    const all = document.querySelector<HTMLInputElement>('[data-all] .tick');
    if (!all) return;
    const shown = shownTicks();
    const on = shown.filter((tick) => tick.checked).length;
    all.checked = on > 0 && on === shown.length;
    all.indeterminate = on > 0 && on < shown.length;
  }

  private clicked(event: MouseEvent): void {
    if (!(event.target instanceof Element)) return;
    if (event.target.closest('[data-unselect]')) this.clear();
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
