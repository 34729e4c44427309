// Which rows are shown. The same as OverviewQuery.Shows on the server, and in the address, so that a reload shows the same.

import { finds, fold, words } from './search';

export class Filter {
  private readonly folded = new WeakMap<HTMLElement, string>();
  private words: string;
  private state: string;

  constructor() {
    const query = new URLSearchParams(location.search);
    // A browser that comes back to the page may put back what was typed, which its address need not say.
    this.words = document.querySelector<HTMLInputElement>('[data-search]')?.value ?? '';
    this.state = query.get('state') ?? '';
    if (this.words !== (query.get('q') ?? '')) this.apply();
  }

  search(words: string): void {
    this.words = words;
    this.changed();
  }

  choose(state: string): void {
    this.state = state;
    this.changed();
  }

  clear(): void {
    this.words = '';
    this.state = '';
    const field = document.querySelector<HTMLInputElement>('[data-search]');
    if (field) field.value = '';
    this.changed();
  }

  get isSet(): boolean {
    return this.words !== '' || this.state !== '';
  }

  address(more: Record<string, string> = {}): string {
    const query = new URLSearchParams(location.search);
    for (const [name, value] of Object.entries({ q: this.words, state: this.state, ...more })) {
      if (value) query.set(name, value);
      else query.delete(name);
    }
    const text = query.toString();
    return location.pathname + (text ? `?${text}` : '');
  }

  apply(): void {
    const wanted = words(this.words);
    let shown = 0;
    let all = 0;
    for (const row of document.querySelectorAll<HTMLElement>('[data-rows] > li')) {
      all++;
      const fits = (!this.state || row.dataset.state === this.state) && finds(wanted, this.textOf(row));
      row.hidden = !fits;
      if (fits) shown++;
    }
    const counted = all === 1 ? '1 playlist' : `${all.toLocaleString('en')} playlists`;
    tell('[data-shown]', shown === all ? counted : `${shown.toLocaleString('en')} of ${counted}`);
    document.querySelector<HTMLElement>('[data-none]')?.toggleAttribute('hidden', shown > 0);
    for (const chip of document.querySelectorAll<HTMLElement>('[data-filter]')) {
      if (chip.dataset.filter === this.state) chip.setAttribute('aria-current', 'true');
      else chip.removeAttribute('aria-current');
    }
  }

  /** A row that differs is another element, so what was folded once stays right. */
  private textOf(row: HTMLElement): string {
    let text = this.folded.get(row);
    if (text === undefined) this.folded.set(row, (text = fold(`${row.querySelector('.row-title')?.textContent ?? ''}\n${row.dataset.about ?? ''}`)));
    return text;
  }

  private changed(): void {
    const address = this.address();
    history.replaceState(null, '', address);
    for (const back of document.querySelectorAll<HTMLInputElement>('input[name="back"]')) back.value = address;
    this.apply();
    document.dispatchEvent(new Event('filtered'));
  }
}

function tell(where: string, words: string): void {
  const place = document.querySelector(where);
  if (place && place.textContent !== words) place.textContent = words;
}
