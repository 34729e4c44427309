// Which rows are shown. The same as OverviewQuery.Shows on the server, and in the address, so that a reload shows the same.
// Where the rows of a long list are on more pages than this one, the server is asked.

import { matching, setAddress, show } from './pages';
import { finds, fold, words } from './search';

export const firstPage = { after: '', before: '' };

/** So long after the last letter the server is asked. */
const pauseMs = 150;

export class Filter {
  private readonly folded = new WeakMap<HTMLElement, string>();
  private words: string;
  private state: string;
  private due: number | undefined;

  constructor() {
    const query = new URLSearchParams(location.search);
    // A browser that comes back to the page may put back what was typed, which its address need not say.
    this.words = document.querySelector<HTMLInputElement>('[data-search]')?.value ?? '';
    this.state = query.get('state') ?? '';
    if (this.words === (query.get('q') ?? '')) return;
    if (matching() === null) this.apply();
    else this.changed();
  }

  search(words: string): void {
    this.words = words;
    this.changed(pauseMs);
  }

  /** The address has become another by itself: back, or forward again. */
  follow(): void {
    const query = new URLSearchParams(location.search);
    this.words = query.get('q') ?? '';
    this.state = query.get('state') ?? '';
    const field = document.querySelector<HTMLInputElement>('[data-search]');
    if (field) field.value = this.words;
    setAddress(this.address());
    void show(location.href);
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
    this.mark();
    if (matching() !== null) {
      document.querySelector<HTMLElement>('[data-none]')?.toggleAttribute('hidden', document.querySelector('[data-rows] > li') !== null);
      return;
    }
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
  }

  private mark(): void {
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

  private changed(afterMs = 0): void {
    setAddress(this.address(firstPage));
    clearTimeout(this.due);
    if (matching() === null) this.apply();
    else {
      this.mark();
      this.due = window.setTimeout(() => void show(location.href), afterMs);
    }
    document.dispatchEvent(new Event('filtered'));
  }
}

function tell(where: string, words: string): void {
  const place = document.querySelector(where);
  if (place && place.textContent !== words) place.textContent = words;
}
