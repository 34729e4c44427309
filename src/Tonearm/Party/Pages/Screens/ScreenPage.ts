// A television, for as long as it is on. Every few seconds it says that it is there, and what it is told is all it goes by: a line to the room brings the rest
// sooner. So it is right again after whatever has happened: the Wi-Fi lost, the server started anew, the power cut, a day of nothing.

import { stayAwake } from '../awake';
import { jumped, now } from '../clock';
import { Line, pause } from '../line';
import { News } from '../news';
import { type Room, enter, hear } from '../room';
import type { Frame } from '../snapshot';
import { drift, side, standsFor } from './drift';
import { type Answer, draw, drawCode, drawWifi, find, screen, show, tick, write } from './picture';

/** From one word to the next, in milliseconds: while somebody may be typing the code, and while the line brings what is new. */
const often = 3000;
const seldom = 15_000;
/** How long an answer may take. */
const patience = 10_000;
/** A code that nobody has typed for so long is dimmed. */
const brightFor = 15 * 60_000;

let house: string | undefined;
let room: Room | undefined;
let open = false;
let asking = false;
let failures = 0;
let next: number | undefined;
let since = now();
let same = '';
const news = new News((words) => write(find('[data-say]'), words));
const line = new Line(`${location.origin.replace(/^http/, 'ws')}/api/screen/live`, {
  hear: heard,
  tell: (stands) => { if (!stands) soon(); },
  dismissed: () => { open = false; soon(); },
});

async function ask(): Promise<void> {
  if (asking) return;
  asking = true;
  window.clearTimeout(next);
  try {
    take(await post());
    failures = 0;
  } catch (refusal) {
    failures++;
    // A word or two that is lost is nobody's business.
    if (failures > 1) lost(refusal instanceof Refusal ? refusal.message : 'No connection. It comes back by itself.');
  }
  asking = false;
  next = window.setTimeout(() => void ask(), failures > 0 ? Math.max(1000, pause(failures, Math.random())) : room && room.snapshot.phase !== 'ended' ? seldom : often);
}

/** The server answered, and said no. */
class Refusal extends Error {}

async function post(): Promise<Answer> {
  const end = new AbortController();
  const timer = window.setTimeout(() => end.abort(), patience);
  try {
    const answer = await fetch('/api/screen', { method: 'POST', headers: { Accept: 'application/json' }, signal: end.signal });
    const said = (await answer.json()) as Answer & { readonly detail: string };
    if (!answer.ok) throw answer.status < 500 ? new Refusal(said.detail) : new Error();
    return said;
  } finally {
    window.clearTimeout(timer);
  }
}

let hurried: number | undefined;

/** In a moment rather than when it is due. */
function soon(): void {
  if (hurried !== undefined) return;
  hurried = window.setTimeout(() => {
    hurried = undefined;
    void ask();
  }, 500);
}

function take(answer: Answer): void {
  // Tonearm is another than the one this page came from; it has just answered, so the page can be had.
  if (house !== undefined && house !== answer.house) return location.reload();
  house = answer.house;
  lost('');
  drawWifi(answer.wifi);
  const { party, code, pair } = answer;
  if (party) {
    const before = room && room.snapshot.id === party.id ? room : undefined;
    told(before ? hear(before, party, now()) : enter(party, now()));
    if (!open && party.phase !== 'ended') {
      open = true;
      line.open();
    }
    return;
  }
  room = undefined;
  hangUp();
  if (code && pair) drawCode(code, pair);
  else show('waiting');
  settle();
}

function heard(frame: Frame): void {
  const before = room;
  if (before) told(hear(before, frame, now()));
  else if ('phase' in frame) told(enter(frame, now()));
}

function told(after: Room): void {
  const before = room;
  room = after;
  if (after.snapshot.phase === 'ended') hangUp();
  draw(after, now());
  if (before && before.snapshot.id === after.snapshot.id) news.tell(before, after, now());
  settle();
}

function hangUp(): void {
  open = false;
  line.close();
}

/** Nothing burns in: the picture stands where it is for a while, and its halves change sides with each song. */
function settle(): void {
  const shows = room ? `${room.snapshot.id} ${room.snapshot.round}` : '';
  if (shows !== same) {
    same = shows;
    since = now();
  }
  const still = now() - since;
  const { x, y } = drift(Math.floor(now() / standsFor));
  const reach = room ? [1, 1] : [4, 3];
  screen.style.transform = `translate(${(x * (reach[0] || 1)).toFixed(2)}vw, ${(y * (reach[1] || 1)).toFixed(2)}vh)`;
  screen.dataset.side = String(side(room ? room.snapshot.round : 0, still));
  screen.toggleAttribute('data-dim', !room && still > brightFor);
}

function lost(words: string): void {
  const place = find('[data-lost]');
  place.hidden = !words;
  write(place, words);
}

setInterval(() => {
  // Where the song is follows from when we were told, so whoever lost count of the time has to be told again.
  if (jumped()) {
    if (open) line.open();
    soon();
  }
  settle();
  if (room && room.snapshot.phase !== 'ended') tick(room, now());
}, 1000);

document.addEventListener('visibilitychange', () => {
  if (document.hidden) return line.hidden();
  line.woke();
  soon();
});
addEventListener('online', () => {
  line.woke();
  soon();
});
addEventListener('offline', () => line.lost());
stayAwake();
void ask();
