// Draws a room into the page that the server sent. What stands there already is only touched where it differs.

import { plain } from '../../Web/bidi';
import { turnGroove } from '../../Web/groove';
import { find, write } from './dom';
import { type Room, ahead, canVote, count, places, songAt, until } from './room';
import { reorder } from './slide';
import type { Track } from './snapshot';
import { clock, left, people, settingsLine, songs, titled } from './words';

const root = find('[data-room]');
const votes = find('[data-votes]');
const template = document.querySelector<HTMLTemplateElement>('template[data-vote]');
const rows = new Map([...votes.querySelectorAll<HTMLElement>('.vote')].map((row) => [row.dataset.track ?? '', row]));

export function draw(room: Room, at: number): void {
  const { snapshot } = room;
  root.dataset.phase = snapshot.phase;
  for (const part of document.querySelectorAll<HTMLElement>('[data-part]')) part.hidden = part.dataset.part === 'vote' ? snapshot.phase === 'lobby' && snapshot.ballot.length === 0 : part.dataset.part !== snapshot.phase;
  for (const words of document.querySelectorAll('[data-people]')) write(words, people(snapshot.people));
  drawSong(room);
  drawBallot(room);
  drawNews(room);
  if (snapshot.host) drawHost(room);
  tick(room, at);
}

/** What moves by itself. */
export function tick(room: Room, at: number): void {
  const { song, closed, closesAt, graceUntil, phase, choice, byHost } = room.snapshot;
  if (song) {
    const { durationMs } = song.track;
    const done = songAt(room, at);
    turnGroove(find('[data-groove="song"]'), Math.round(done), durationMs, `${clock(done)} of ${clock(durationMs)}`);
    // Where it is now; RoomView.cs says the same.
    const address = done < 1000 ? song.track.url : `${song.track.url}#${clock(done)}`;
    const there = find<HTMLAnchorElement>('[data-song-url]');
    if (there.href !== address) there.href = address;
    write(find('[data-song-at]'), clock(done));
    write(find('[data-song-left]'), song.startedAt === null ? 'standing still' : `${left(durationMs - done)} left`);
  }
  const closing = byHost || choice ? 'The host’s choice' : phase !== 'live' || !song || room.snapshot.ballot.length === 0 ? '' : closed ? 'Voting has closed.'
    : closesAt === null ? 'Voting stays open.' : `Voting closes in ${left(until(room, closesAt, at))}`;
  write(find('[data-closes]'), closing);
  if (graceUntil !== null) {
    const remaining = until(room, graceUntil, at);
    grace = Math.max(grace, remaining);
    write(find('[data-grace-left]'), left(remaining));
    turnGroove(find('[data-groove="grace"]'), Math.round(grace - remaining), Math.round(grace), `${left(remaining)} left`);
  } else grace = 0;
}

let grace = 0;

function drawSong({ snapshot: { song, phase } }: Room): void {
  find('[data-now]').hidden = !song;
  find('[data-no-song]').hidden = !!song || phase === 'lobby';
  if (!song) return;
  const { track } = song;
  write(find('[data-song-title]'), track.title);
  write(find('[data-song-artists]'), track.artists);
  drawCover(find<HTMLImageElement>('[data-song-cover]'), find('[data-song-no-cover]'), track.coverLarge ?? track.cover);
}

function drawBallot(room: Room): void {
  const { snapshot } = room;
  const first = ahead(room);
  const open = canVote(room);
  const known = snapshot.next ?? snapshot.choice;
  write(find('[data-ballot-head]'), known ? `Next: ${plain(known.title)}` : snapshot.phase === 'lobby' ? 'What plays first?' : 'What plays next?');
  const empty = snapshot.ballot.length === 0;
  find('[data-no-ballot]').hidden = !empty;
  find('.ballot').hidden = empty && !snapshot.song;
  find('.ballot').toggleAttribute('data-closed', snapshot.closed);
  for (const rule of document.querySelectorAll<HTMLElement>('[data-rule]')) rule.hidden = empty || rule.dataset.rule !== (snapshot.choice ? 'choice' : snapshot.settings.manyLikes ? 'many' : 'one');

  for (const { track, suggested } of snapshot.ballot) {
    const row = rows.get(track.id) ?? make(track);
    rows.set(track.id, row);
    const mine = room.wanted.includes(track.id);
    row.toggleAttribute('data-mine', mine);
    row.toggleAttribute('data-first', track.id === first);
    part(row, '.vote-asked').hidden = !suggested;
    write(part(row, '[data-count]'), String(count(room, track.id)));
    write(part(row, '.vote-next'), snapshot.phase === 'lobby' ? 'first' : 'next');
    const heart = part(row, '.heart');
    heart.setAttribute('aria-pressed', String(mine));
    if (open) heart.removeAttribute('aria-disabled');
    else heart.setAttribute('aria-disabled', 'true');
  }

  const ids = places(room, [...votes.querySelectorAll<HTMLElement>('.vote')].map((row) => row.dataset.track ?? ''));
  reorder(votes, ids.map((id) => rows.get(id)).filter((row) => row !== undefined));
  for (const id of rows.keys()) if (!ids.includes(id)) rows.delete(id);
}

function make(track: Track): HTMLElement {
  const row = template?.content.firstElementChild?.cloneNode(true) as HTMLElement;
  row.dataset.track = track.id;
  write(part(row, '.vote-title bdi'), track.title);
  write(part(row, '.vote-artists'), track.artists);
  part(row, '.vote-explicit').hidden = !track.explicit;
  part(row, '.heart').setAttribute('aria-label', `Like ${titled(track)}`);
  const cover = part<HTMLAnchorElement>(row, '.vote-cover');
  cover.href = track.url;
  cover.setAttribute('aria-label', `Open ${titled(track)} in Spotify`);
  drawCover(part<HTMLImageElement>(row, 'img'), part(row, '.art-none'), track.cover);
  return row;
}

function drawNews({ snapshot }: Room): void {
  find('[data-muted]').hidden = !snapshot.me.muted;
  find('[data-grace]').hidden = snapshot.graceUntil === null;
  find('[data-unplayed]').hidden = !snapshot.unplayed;
  write(find('[data-unplayed-title]'), snapshot.unplayed ?? '');
  for (const trouble of document.querySelectorAll<HTMLElement>('[data-trouble]')) trouble.hidden = trouble.dataset.trouble !== snapshot.trouble;
}

function drawHost({ snapshot }: Room): void {
  const { host, song, phase, leader, next, choice, ballot } = snapshot;
  find('[data-crowded]').hidden = !host?.crowded;
  const [moving, offer, habit] = [host?.moving ?? null, host?.offer ?? null, host?.habit ?? null];
  write(find('[data-device]'), (host?.device ?? 'no device yet') + (moving && !moving.asleep ? `, then ${moving.device ?? 'the chosen one'}` : ''));
  find('[data-moving]').hidden = !moving;
  find('[data-moving-on]').hidden = moving?.asleep === true;
  find('[data-moving-asleep]').hidden = moving?.asleep !== true;
  if (moving) write(find('[data-moving-name]'), moving.device ?? 'the chosen one');
  find('[data-offer]').hidden = !offer;
  if (offer) write(find('[data-offer-name]'), offer.device);
  for (const learned of document.querySelectorAll<HTMLElement>('[data-habit]')) learned.hidden = learned.dataset.habit !== habit;
  write(find('[data-settings-line]'), settingsLine(snapshot.settings));
  const list = songs(host?.playlist);
  for (const line of document.querySelectorAll<HTMLElement>('[data-songs]')) {
    line.hidden = !list;
    write(line, list);
  }
  find('[data-deed="along"]').hidden = !snapshot.settings.along;
  write(find('[data-along-count]'), host?.along ? String(host.along) : 'nobody yet');
  if (phase !== 'live') return;
  const still = song?.startedAt === null || snapshot.trouble === 'something-else';
  find('.strip [data-do="pause"]').hidden = still || !song;
  find('.strip [data-do="resume"]').hidden = !still;
  const coming = next ?? choice ?? ballot.find((entry) => entry.track.id === leader)?.track;
  const button = find<HTMLButtonElement>('.strip [data-do="next"]');
  button.disabled = !coming;
  button.title = coming ? titled(coming) : '';
}

function drawCover(image: HTMLImageElement, none: HTMLElement, source: string | null): void {
  image.hidden = source === null;
  none.hidden = source !== null;
  if (source !== null && image.getAttribute('src') !== source) image.src = source;
}

function part<T extends HTMLElement = HTMLElement>(row: HTMLElement, selector: string): T {
  return row.querySelector(selector) as T;
}
