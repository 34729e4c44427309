// Sentences of the room that change while it is looked at.

import type { Settings } from './snapshot';

export function clock(milliseconds: number): string {
  const seconds = Math.max(0, Math.floor(milliseconds / 1000));
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
}

/** Time left: the last second is shown until it is over. */
export function left(milliseconds: number): string {
  return clock(milliseconds + 999);
}

export function people(count: number): string {
  return count === 1 ? '1 is here' : `${count.toLocaleString('en')} are here`;
}

export function settingsLine({ ballotSize, voteSeconds, manyLikes, losersStay, explicit }: Settings): string {
  const open = voteSeconds === null ? 'until shortly before the end'
    : voteSeconds % 60 ? `${voteSeconds} seconds` : voteSeconds === 60 ? '1 minute' : `${voteSeconds / 60} minutes`;
  const parts = [`${ballotSize} songs`, open, manyLikes ? 'many likes each' : 'one like each'];
  if (losersStay) parts.push('losers stay');
  if (!explicit) parts.push('nothing explicit');
  return parts.join(' · ');
}

export function deviceKind(kind: string): string {
  const kinds: Record<string, string> = {
    computer: 'Computer', smartphone: 'Phone', tablet: 'Tablet', speaker: 'Speaker', tv: 'Television', avr: 'Receiver', stb: 'Set-top box',
    audio_dongle: 'Stick', game_console: 'Game console', cast_video: 'Television', cast_audio: 'Speaker', automobile: 'Car', smartwatch: 'Watch',
  };
  return kinds[kind.toLowerCase()] ?? 'Device';
}
