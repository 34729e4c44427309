// Draws a party on a television. The browser may be as old as Chromium 79: nothing here is newer, and a test reads the bundle for it.

import { plain } from '../../../Web/bidi';
import { type Room, ahead, songAt, until } from '../room';
import type { Snapshot, Track } from '../snapshot';
import { startsIn, startsOn } from '../startwords';
import { clock, left, people } from '../words';
import { most, ranked, rows } from './rank';

export interface Answer {
  readonly code: string | null;
  readonly pair: string | null;
  readonly party: Snapshot | null;
  readonly wifi: { readonly name: string; readonly v: number } | null;
  readonly house: string;
}

export const screen = find('[data-screen]');
const votes = find('[data-votes]');
const template = find<HTMLTemplateElement>('template[data-row]');
const shown = new Map<string, HTMLElement>();

export function find<T extends Element = HTMLElement>(selector: string, within: ParentNode = document): T {
  const found = within.querySelector<T>(selector);
  if (!found) throw new Error(`The page has no ${selector}`);
  return found;
}

function all(selector: string): HTMLElement[] {
  return Array.from(document.querySelectorAll<HTMLElement>(selector));
}

/** What stands on the screen: one part of the page. */
export function show(part: 'waiting' | 'pairing' | 'lobby' | 'live' | 'ended'): void {
  screen.dataset.shows = part;
  for (const each of all('[data-part]')) each.hidden = each.dataset.part !== part;
}

export function drawCode(code: string, pair: string): void {
  show('pairing');
  write(find('[data-code]'), code);
  find('[data-pair]').hidden = isOnlyHere(pair);
  if (!isOnlyHere(pair)) picture('[data-pair-qr]', `/screen/pair.svg?code=${code}`);
}

export function drawWifi(wifi: Answer['wifi']): void {
  for (const each of all('[data-wifi]')) each.hidden = !wifi;
  if (!wifi) return;
  for (const name of all('[data-wifi-name]')) write(name, wifi.name);
  picture('[data-wifi-qr]', `/screen/wifi.svg?v=${wifi.v}`);
}

export function draw(room: Room, at: number): void {
  const { snapshot } = room;
  show(snapshot.phase);
  if (snapshot.phase === 'ended') {
    write(find('[data-ended]'), snapshot.ended || 'This party is over.');
    return;
  }
  const onlyHere = isOnlyHere(snapshot.link);
  for (const words of all('[data-people]')) write(words, people(snapshot.people));
  for (const words of all('[data-host]')) write(words, snapshot.hostName);
  for (const words of all('[data-join-code]')) write(words, `${snapshot.code.slice(0, 3)} ${snapshot.code.slice(3)}`);
  for (const words of all('[data-address]')) write(words, new URL(snapshot.link).host + (onlyHere ? ', on this machine only' : ''));
  for (const place of all('[data-join]')) place.hidden = onlyHere;
  if (!onlyHere) picture('[data-join-qr]', `/screen/join.svg?of=${snapshot.id}`);
  write(find('[data-playlist]'), snapshot.playlistTitle);
  drawNews(snapshot);
  drawSong(snapshot);
  drawBallot(room);
  tick(room, at);
}

/** What moves by itself. */
export function tick(room: Room, at: number): void {
  const { starts } = room.snapshot;
  find('[data-starts]').hidden = !starts;
  if (starts) {
    write(find('[data-starts-verb]'), until(room, starts.at, at) > 0 ? 'Begins' : 'Was to begin');
    write(find('[data-starts-when]'), startsOn(starts.at));
    write(find('[data-starts-in]'), startsIn(room, at));
  }
  const { song, ballot, closed, closesAt, graceUntil } = room.snapshot;
  if (song) {
    const { durationMs } = song.track;
    const done = songAt(room, at);
    const share = `${durationMs > 0 ? Math.min(100, (100 * done) / durationMs).toFixed(2) : 0}%`;
    const groove = find('[data-groove]');
    groove.setAttribute('aria-valuenow', String(Math.round(done)));
    groove.setAttribute('aria-valuemax', String(durationMs));
    groove.setAttribute('aria-valuetext', `${clock(done)} of ${clock(durationMs)}`);
    find('[data-played]').style.width = share;
    find('[data-needle]').style.left = share;
    write(find('[data-at]'), clock(done));
    write(find('[data-left]'), song.startedAt === null ? 'standing still' : `${left(durationMs - done)} left`);
  }
  write(find('[data-closes]'), !song || ballot.length === 0 ? '' : closed ? 'Voting has closed'
    : closesAt === null ? 'Voting stays open' : `Voting closes in ${left(until(room, closesAt, at))}`);
  if (graceUntil !== null) write(find('[data-grace-left]'), left(until(room, graceUntil, at)));
}

/** One sentence at a time: that the party is about to end comes before all else. */
function drawNews(snapshot: Snapshot): void {
  find('[data-grace]').hidden = snapshot.graceUntil === null;
  for (const trouble of all('[data-trouble]')) trouble.hidden = snapshot.graceUntil !== null || trouble.dataset.trouble !== snapshot.trouble;
  const told = snapshot.graceUntil !== null || snapshot.trouble !== null;
  find('[data-news]').hidden = !told;
  screen.toggleAttribute('data-told', told);
}

function drawSong({ song }: Snapshot): void {
  find('[data-song]').hidden = !song;
  find('[data-no-song]').hidden = !!song;
  if (!song) return;
  write(find('[data-title]'), song.track.title);
  // Longer ones are smaller, as nobody can tap here to see the rest.
  find('.title').toggleAttribute('data-long', song.track.title.length > 34);
  write(find('[data-artists]'), song.track.artists);
  cover(find('[data-cover]'), find('[data-no-cover]'), song.track.coverLarge || song.track.cover);
}

function drawBallot(room: Room): void {
  const { snapshot } = room;
  const order = ranked(snapshot);
  const seen = order.length > most ? order.slice(0, most) : order;
  const first = ahead(room);
  const highest = Math.max(1, ...order.map(({ likes }) => likes));
  write(find('[data-vote-head]'), snapshot.next ? `Next: ${plain(snapshot.next.title)}` : 'What plays next?');
  screen.toggleAttribute('data-closed', snapshot.closed);
  votes.dataset.rows = rows(seen.length);
  for (const { track, likes } of seen) {
    const row = shown.get(track.id) || make(track);
    shown.set(track.id, row);
    row.toggleAttribute('data-first', track.id === first);
    row.toggleAttribute('data-wide', likes > 999);
    write(find('.row-count > span', row), String(likes));
    find('.bar', row).style.width = `${Math.round((100 * likes) / highest)}%`;
  }
  reorder(seen.map(({ track }) => shown.get(track.id) as HTMLElement));
  for (const [id, row] of Array.from(shown)) if (row.parentNode !== votes) shown.delete(id);
  const rest = find('[data-rest]');
  rest.hidden = order.length === seen.length && (order.length > 0 || !snapshot.song);
  write(rest, order.length > seen.length ? `and ${order.length - seen.length} more on your phone` : 'There is nothing to vote on just now.');
}

function make(track: Track): HTMLElement {
  const row = document.importNode(template.content, true).firstElementChild as HTMLElement;
  write(find('.row-title bdi', row), track.title);
  write(find('.row-artists bdi', row), track.artists);
  cover(find('img', row), find('.art-none', row), track.cover);
  return row;
}

/** Rows that change their rank slide there, unless somebody asked for stillness. */
function reorder(order: readonly HTMLElement[]): void {
  if (order.length === votes.children.length && order.every((row, place) => row === votes.children[place])) return;
  const before = new Map(order.map((row) => [row, row.isConnected ? row.getBoundingClientRect().top : undefined]));
  while (votes.lastChild) votes.removeChild(votes.lastChild);
  for (const row of order) votes.appendChild(row);
  if (matchMedia('(prefers-reduced-motion: reduce)').matches) return;
  for (const row of order) {
    const top = before.get(row);
    const distance = top === undefined ? 0 : top - row.getBoundingClientRect().top;
    if (distance) row.animate([{ transform: `translateY(${distance}px)` }, { transform: 'none' }], { duration: 240, easing: 'ease-out' });
  }
}

function cover(image: HTMLImageElement, none: HTMLElement, source: string | null): void {
  image.hidden = source === null;
  none.hidden = source !== null;
  if (source !== null && image.getAttribute('src') !== source) image.src = source;
}

/** A picture that could not be had, as while the server was away, is asked for anew. */
function picture(selector: string, source: string): void {
  for (const image of all(selector) as HTMLImageElement[]) {
    const failed = image.complete && image.naturalWidth === 0;
    if (image.getAttribute('src') !== source || failed) image.src = source;
  }
}

/** This address leads every device to itself. */
function isOnlyHere(address: string): boolean {
  return /^(localhost|127\.[\d.]+|\[::1\])$/.test(new URL(address).hostname);
}

export function write(element: Element, words: string): void {
  if (element.textContent !== words) element.textContent = words;
}
