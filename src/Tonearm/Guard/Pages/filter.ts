// Which rows are shown. The same as OverviewQuery.Shows on the server, and in the address, so that a reload shows the same.

export class Filter {
  private words: string;
  private state: string;

  constructor() {
    const query = new URLSearchParams(location.search);
    this.words = query.get('q') ?? '';
    this.state = query.get('state') ?? '';
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
    const wanted = fold(this.words.trim());
    let shown = 0;
    let all = 0;
    for (const row of document.querySelectorAll<HTMLElement>('[data-rows] > li')) {
      all++;
      const fits = (!this.state || row.dataset.state === this.state) && (!wanted || fold(title(row)).includes(wanted));
      row.hidden = !fits;
      if (fits) shown++;
    }
    const words = all === 1 ? '1 playlist' : `${all.toLocaleString('en')} playlists`;
    tell('[data-shown]', shown === all ? words : `${shown.toLocaleString('en')} of ${words}`);
    document.querySelector<HTMLElement>('[data-none]')?.toggleAttribute('hidden', shown > 0);
    for (const chip of document.querySelectorAll<HTMLElement>('[data-filter]')) {
      if (chip.dataset.filter === this.state) chip.setAttribute('aria-current', 'true');
      else chip.removeAttribute('aria-current');
    }
  }

  private changed(): void {
    const address = this.address();
    history.replaceState(null, '', address);
    for (const back of document.querySelectorAll<HTMLInputElement>('input[name="back"]')) back.value = address;
    this.apply();
    document.dispatchEvent(new Event('filtered'));
  }
}

/** So that "cafe" finds "Café". */
export function fold(text: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
}

function title(row: HTMLElement): string {
  return row.querySelector('.row-title')?.textContent ?? '';
}

function tell(where: string, words: string): void {
  const place = document.querySelector(where);
  if (place && place.textContent !== words) place.textContent = words;
}
