// The room while it is looked at: a line to the server, a picture of what it says, and the taps of its owner.

import '../../Web/copy';
import { Along } from './along';
import { stayAwake } from './awake';
import { jumped, now } from './clock';
import { find } from './dom';
import type { Host } from './host';
import { Likes } from './likes';
import { Line } from './line';
import { News } from './news';
import { type Room, canVote, enter, hear, release, tap } from './room';
import { offerShare } from './share';
import { drawSkip, listenToSkip } from './skip';
import type { Frame, Snapshot } from './snapshot';
import { drawStart } from './starts';
import { Suggesting } from './suggesting';
import { draw, tick } from './view';

let room: Room = enter(JSON.parse(find('[data-snapshot]').textContent ?? '') as Snapshot, now());
let left = false;
let awake = false;
const { id } = room.snapshot;
const live = find('[data-say]');
const news = new News(say);
const likes = new Likes(() => room, show, say);
const host = room.snapshot.me.isHost ? await hosting() : undefined;
const suggesting = new Suggesting(() => room.snapshot, host);
const along = room.snapshot.me.isHost ? undefined : new Along(() => room.snapshot, say);
const line = new Line(`${location.origin.replace(/^http/, 'ws')}/api/parties/${id}/live`, {
  hear: (frame) => heard(frame),
  tell: (open) => connected(open),
  dismissed: () => away(),
});

// Back from the history the page stands as it was left: what it shows was true then, and the line brings the rest.
draw(room, now());
drawSkip(room, now());
drawStart(room, now(), say);
listenToSkip(() => room, show, say);
suggesting.draw();
along?.draw();
offerShare(room.snapshot.link, room.snapshot.playlistTitle);
keepAwake();
line.open();

/** Nothing that only a host can do is on a guest's phone. */
async function hosting(): Promise<Host> {
  const part = (await import(find('[data-host-part]').dataset.hostPart ?? '')) as typeof import('./HostPart');
  return new part.Host(() => room);
}

function heard(frame: Frame): void {
  // A device that was made a host's, or no longer is one, needs the page with the strip.
  if ('phase' in frame && frame.me.isHost !== room.snapshot.me.isHost) return location.reload();
  const before = room;
  show(hear(room, frame, now()));
  if (room.snapshot.phase === 'ended') return away();
  news.tell(before, room, now());
  likes.sync();
}

function show(next: Room): void {
  room = next;
  draw(room, now());
  drawSkip(room, now());
  drawStart(room, now(), say);
  keepAwake();
  host?.draw();
  suggesting.draw();
  along?.draw();
}

/** As soon as the host's screen is needed: a prepared party waits without it. */
function keepAwake(): void {
  if (!host || awake || room.snapshot.starts) return;
  awake = true;
  stayAwake();
}

/** The server knows where to: to the start page, which says why. */
function away(): void {
  if (left) return;
  left = true;
  line.close();
  location.replace(`/party/${id}`);
}

function say(words: string): void {
  live.textContent = words;
}

let lost: number | undefined;

/** A short break is nobody's business. */
function connected(open: boolean): void {
  const mark = find('[data-line]');
  const words = find('[data-line-words]');
  if (open) {
    window.clearTimeout(lost);
    lost = undefined;
    if (mark.dataset.line !== 'ok') {
      mark.dataset.line = 'ok';
      words.textContent = '';
    }
    return;
  }
  lost ??= window.setTimeout(() => {
    mark.dataset.line = 'lost';
    words.textContent = 'No connection. It comes back by itself.';
  }, 2000);
}

find('[data-votes]').addEventListener('click', (event) => {
  const row = event.target instanceof Element ? event.target.closest('.heart')?.closest<HTMLElement>('[data-track]') : null;
  if (!row?.dataset.track) return;
  if (!canVote(room)) return say(room.snapshot.me.muted ? (find('[data-muted-words]').textContent ?? '') : 'Voting has closed for this song.');
  show(tap(room, row.dataset.track));
  likes.sync();
});

setInterval(() => {
  if (document.hidden) return;
  // Where the song is follows from when we were told, so whoever lost count of the time has to be told again.
  if (jumped()) line.open();
  const at = now();
  room = release(room, at);
  draw(room, at);
  drawSkip(room, at);
  drawStart(room, at, say);
}, 500);

document.addEventListener('visibilitychange', () => {
  if (document.hidden) return line.hidden();
  tick(room, now());
  line.woke();
});
addEventListener('online', () => line.woke());
addEventListener('offline', () => line.lost());
// From one network to another nothing is said to be gone.
(navigator as Navigator & { connection?: EventTarget }).connection?.addEventListener?.('change', () => line.woke());
// A page with an open socket may not be kept for the back button, so the line goes down with the page and comes up with it.
addEventListener('pagehide', (event) => {
  if (room.snapshot.me.isHost && !event.persisted && !left) navigator.sendBeacon(`/api/parties/${id}/leave`);
  line.close();
});
addEventListener('pageshow', (event) => {
  if (event.persisted) line.open();
});
