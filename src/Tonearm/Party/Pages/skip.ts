// The vote for the next song: drawn as it stands, and said when it is tapped.

import { send } from './api';
import { type Room, skipping } from './room';
import type { Skip } from './snapshot';
import { find, write } from './dom';
import { skipWords } from './words';

const closed = {
  early: 'From 0:30 on you can vote for the next song.',
  still: 'Nothing is skipped while the song stands still.',
  over: 'The next song is about to begin.',
};

export function drawSkip(room: Room, at: number): void {
  const { skip, song, me } = room.snapshot;
  find('[data-skip]').hidden = !skip || !song;
  if (!skip || !song) return;
  const time = skipping(room, at);
  write(find('[data-skip-words]'), time === 'open' ? skipWords(skip) : closed[time]);
  const button = find<HTMLButtonElement>('[data-skip-me]');
  button.setAttribute('aria-pressed', String(!!me.skips));
  if (time === 'open' || (time === 'still' && me.skips)) button.removeAttribute('aria-disabled');
  else button.setAttribute('aria-disabled', 'true');
}

export function listenToSkip(read: () => Room, show: (room: Room) => void, say: (words: string) => void): void {
  const button = find<HTMLButtonElement>('[data-skip-me]');
  button.addEventListener('click', () => void press());

  async function press(): Promise<void> {
    if (button.ariaBusy === 'true') return;
    if (button.ariaDisabled === 'true') return say(find('[data-skip-words]').textContent ?? '');
    button.ariaBusy = 'true';
    const { id, round, me } = read().snapshot;
    const reply = await send<Skip & { mine: boolean }>(me.skips ? 'DELETE' : 'PUT', `/api/parties/${id}/skip?round=${round}`);
    button.removeAttribute('aria-busy');
    const { snapshot } = read();
    if (snapshot.round !== round) return;
    if (!reply.ok || !reply.body) return say(reply.problem);
    const { mine, wants, of } = reply.body;
    show({ ...read(), snapshot: { ...snapshot, skip: { wants, of }, me: { ...snapshot.me, skips: mine } } });
    say(`${mine ? 'Your vote counts.' : 'Your vote is taken back.'} ${skipWords({ wants, of })}`);
  }
}
