// News from Guard: "changed" says that the page is to be fetched again, "import" how far a listing has come.

import { turnGroove } from '../../Web/groove';
import { refresh } from '../../Web/swap';

const leastWaitMs = 30_000;

interface ImportNews {
  done: number;
  total: number | null;
}

export function listen(): void {
  let news: EventSource | undefined;
  let due: number | undefined;
  let [asking, again] = [false, false];

  // One question at a time: what is new while one is on its way is asked after it.
  const ask = async () => {
    due = undefined;
    if (document.hidden) return;
    asking = true;
    await refresh().catch(() => {});
    asking = false;
    if (again) soon();
    again = false;
  };

  const soon = () => {
    if (asking) again = true;
    else due ??= window.setTimeout(() => void ask(), 250);
  };

  const open = () => {
    if (document.hidden || (news && news.readyState !== EventSource.CLOSED)) return;
    news = new EventSource('/api/guard/live');
    news.addEventListener('changed', soon);
    news.addEventListener('import', (event) => tellImport(JSON.parse(event.data) as ImportNews, soon));
  };

  const close = () => {
    news?.close();
    news = undefined;
  };

  open();
  keepPromise(soon);
  // Only what is looked at holds a connection: a browser has six for each server, and somebody may open twenty playlists in tabs.
  // Whoever comes back, also by the back button, asks what was missed.
  addEventListener('pagehide', close);
  addEventListener('pageshow', (event) => { if (event.persisted) { open(); soon(); } });
  document.addEventListener('visibilitychange', () => {
    if (document.hidden) return close();
    open();
    soon();
  });
}

/** What the page says may be said until a look that is promised. Nobody tells of one that does not come, so the page asks by itself. */
function keepPromise(ask: () => void): void {
  let timer: number | undefined;
  const wait = () => {
    clearTimeout(timer);
    const until = document.querySelector<HTMLElement>('[data-until]')?.dataset.until;
    // Clocks differ: whoever's is ahead must not ask without end.
    if (until) timer = window.setTimeout(ask, Math.max(leastWaitMs, Date.parse(until) - Date.now() + 1000));
  };
  document.addEventListener('swapped', wait);
  wait();
}

function tellImport({ done, total }: ImportNews, soon: () => void): void {
  const line = document.querySelector('[data-import]');
  const groove = line?.querySelector<HTMLElement>('[data-groove="import"]');
  if (!line || !groove) return soon();
  if (total === null) return;
  const words = `${done.toLocaleString('en')} of ${total.toLocaleString('en')}`;
  turnGroove(groove, done, total, words);
  const text = line.querySelector('[data-import-text]');
  if (text) text.textContent = words;
}
