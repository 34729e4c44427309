// What cannot be undone once it is done waits a few seconds here, where it can be taken back. One thing waits at a time: asking for another does the first.

/** So long a thing can be taken back, in milliseconds. */
export const grace = 5000;

interface Waiting {
  readonly key: string;
  readonly words: string;
  readonly send: () => void;
  readonly timer: ReturnType<typeof setTimeout>;
}

export class Held {
  private waiting: Waiting | undefined;

  /** @param changed told whenever something begins or ceases to wait. */
  constructor(private readonly changed: (words: string) => void) {}

  /** What waits. */
  get key(): string | undefined {
    return this.waiting?.key;
  }

  /** Asking twice for the same is asking once. */
  hold(key: string, words: string, send: () => void): void {
    if (this.waiting?.key === key) return;
    this.flush();
    this.waiting = { key, words, send, timer: setTimeout(() => this.flush(), grace) };
    this.changed(words);
  }

  /** Does it now: the page is about to go, and what was asked for must not go with it. */
  flush(): void {
    const { waiting } = this;
    this.drop();
    waiting?.send();
  }

  /** It is not wanted any more. */
  drop(): void {
    if (!this.waiting) return;
    clearTimeout(this.waiting.timer);
    this.waiting = undefined;
    this.changed('');
  }
}

/** Shows in the page's toast what waits; its button takes it back. */
export function drawToast(words: string): void {
  const toast = document.querySelector<HTMLElement>('[data-toast]');
  const place = toast?.querySelector('[data-toast-words]');
  if (!toast || !place) return;
  toast.hidden = !words;
  place.textContent = words;
}
