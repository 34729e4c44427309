// Sentences of the room that change while it is looked at.

import { plain } from '../../Web/bidi';
import type { Settings } from './settings';
import type { Playlist, Skip } from './snapshot';

export function clock(milliseconds: number): string {
  const seconds = Math.max(0, Math.floor(milliseconds / 1000));
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
}

/** Time left: the last second is shown until it is over. */
export function left(milliseconds: number): string {
  return clock(milliseconds + 999);
}

/** A song within a sentence; some have no artist. */
export function titled({ title, artists }: { readonly title: string; readonly artists: string }): string {
  return artists ? `${plain(title)} by ${plain(artists)}` : plain(title);
}

/** How much of a long playlist is here, and what is left out of it; PlaylistWords.cs says the same. */
export function songs(playlist: Playlist | null | undefined): string {
  if (!playlist) return '';
  const { here, total, skipped, waits } = playlist;
  const number = (count: number) => count.toLocaleString('en');
  const coming = waits === 'quota' ? 'The rest follows as soon as Spotify takes more calls.'
    : waits === 'sign-in' ? 'The rest waits until you sign in to Spotify again.'
      : waits ? 'Spotify does not give the rest just now. It is tried again.' : 'The rest follows by itself.';
  const parts = here < total ? [`${number(here)} of ${number(total)} songs are here.`, coming] : [total === 1 ? '1 song.' : `${number(total)} songs.`];
  if (skipped > 0) parts.push(`${skipped === 1 ? '1 of them is' : `${number(skipped)} of them are`} left out: local files, episodes, and what Spotify does not play here.`);
  return parts.join(' ');
}

export function people(count: number): string {
  return count === 1 ? '1 is here' : `${count.toLocaleString('en')} are here`;
}

export function settingsLine({ ballotSize, voteSeconds, manyLikes, losersStay, explicit, skipVotes, suggest, along }: Settings): string {
  const open = voteSeconds === null ? 'until shortly before the end'
    : voteSeconds % 60 ? `${voteSeconds} seconds` : voteSeconds === 60 ? '1 minute' : `${voteSeconds / 60} minutes`;
  const parts = [`${ballotSize} songs`, open, manyLikes ? 'many likes each' : 'one like each'];
  if (losersStay) parts.push('losers stay');
  if (!explicit) parts.push('nothing explicit');
  if (skipVotes) parts.push('skip by vote');
  if (suggest) parts.push(suggest.approval ? 'suggestions you approve' : 'suggestions');
  if (along) parts.push('playing along');
  return parts.join(' · ');
}

/** How the vote for the next song stands. */
export function skipWords({ wants, of }: Skip): string {
  if (of < 2) return 'You can skip this song.';
  const needed = Math.floor(of / 2) + 1;
  return wants === 0 ? `${needed} of the ${of} here can skip this song.` : `${wants} of ${of} ${wants === 1 ? 'wants' : 'want'} the next song; ${needed} are needed.`;
}

export function deviceKind(kind: string): string {
  const kinds: Record<string, string> = {
    computer: 'Computer', smartphone: 'Phone', tablet: 'Tablet', speaker: 'Speaker', tv: 'Television', avr: 'Receiver', stb: 'Set-top box',
    audio_dongle: 'Stick', game_console: 'Game console', cast_video: 'Television', cast_audio: 'Speaker', automobile: 'Car', smartwatch: 'Watch',
  };
  return kinds[kind.toLowerCase()] ?? 'Device';
}
