// Tells everybody in the lobby when a prepared party begins. It counts by the server's clock, and asks nobody.

import { type Room, until } from './room';
import { startsIn, startsOn } from './startwords';
import { find, write } from './dom';

let told: { readonly at: number; readonly ahead: boolean } | undefined;

export function drawStart(room: Room, at: number, say: (words: string) => void): void {
  const { starts, phase } = room.snapshot;
  const ahead = !!starts && until(room, starts.at, at) > 0;
  const byItself = !!starts?.until && until(room, starts.until, at) > 0;
  find('[data-starts]').hidden = !starts;
  for (const later of document.querySelectorAll<HTMLElement>('[data-starts-later]')) later.hidden = ahead || byItself;
  for (const before of document.querySelectorAll<HTMLElement>('[data-starts-closed]')) before.hidden = !ahead;
  if (starts) {
    write(find('[data-starts-verb]'), ahead ? 'Begins' : 'Was to begin');
    write(find('[data-starts-when]'), startsOn(starts.at));
    write(find('[data-starts-in]'), startsIn(room, at));
    if (told && told.at !== starts.at) say(`The party begins ${startsOn(starts.at)}.`);
    else if (told?.ahead && !ahead) say(startsIn(room, at));
  } else if (told && phase === 'lobby') say('The party has no fixed time any more.');
  told = starts && { at: starts.at, ahead };
}
