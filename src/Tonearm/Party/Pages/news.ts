// What those who hear the page are told, and how often: what is next, what has come, what is wrong.

import { plain } from '../../Web/bidi';
import { type Room, ahead } from './room';
import { titled } from './words';

/** A leader that changes back and forth is told once in this time. */
const between = 8000;

export class News {
  private toldAt = 0;
  private leader: string | null | undefined;

  constructor(private readonly say: (words: string) => void) {}

  tell(before: Room, now: Room, at: number): void {
    const [old, snapshot] = [before.snapshot, now.snapshot];
    if (snapshot.phase === 'live' && old.phase === 'lobby') return this.now('The music starts.', at);
    if (snapshot.graceUntil !== null && old.graceUntil === null) return this.now(`${plain(snapshot.hostName)} has left. The party ends soon unless they come back.`, at);
    if (snapshot.graceUntil === null && old.graceUntil !== null) return this.now(`${plain(snapshot.hostName)} is back.`, at);
    if (snapshot.choice && old.choice?.id !== snapshot.choice.id) return this.now(`Next: ${titled(snapshot.choice)}, the host’s choice.`, at);
    if (old.choice && !snapshot.choice && !snapshot.byHost && snapshot.round === old.round) return this.now('The host’s choice is taken back: the likes decide.', at);
    if (snapshot.unplayed && old.unplayed !== snapshot.unplayed) return this.now(`Spotify does not play ${plain(snapshot.unplayed)} here, so the one after it comes.`, at);
    if (snapshot.next && old.next?.id !== snapshot.next.id) return this.now(`Next: ${titled(snapshot.next)}${snapshot.byHost ? ', the host’s choice' : ''}.`, at);
    if (snapshot.song && snapshot.round !== old.round) return this.now(`Now: ${titled(snapshot.song.track)}.`, at);
    const leader = ahead(now);
    this.leader ??= ahead(before);
    if (snapshot.closed || leader === this.leader || at - this.toldAt < between) return;
    this.leader = leader;
    const entry = snapshot.ballot.find(({ track }) => track.id === leader);
    if (entry && entry.likes > 0) this.now(`${plain(entry.track.title)} leads with ${entry.likes === 1 ? '1 like' : `${entry.likes} likes`}.`, at);
  }

  private now(words: string, at: number): void {
    this.toldAt = at;
    this.say(words);
  }
}
