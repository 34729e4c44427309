// What a host may set, as PartySettings.cs says it and the form has it.

export interface Settings {
  readonly ballotSize: number;
  readonly voteSeconds: number | null;
  readonly manyLikes: boolean;
  readonly losersStay: boolean;
  readonly explicit: boolean;
  readonly skipVotes: boolean;
  /** What guests may ask for; null while they may not. */
  readonly suggest?: SuggestionSettings | null;
  /** Guests far away may play along. */
  readonly along?: boolean;
}

export interface SuggestionSettings {
  readonly approval: boolean;
  readonly each: number;
  readonly longestMinutes: number | null;
  readonly restMinutes: number;
  readonly artistEvery: number;
}

export function readSettings(form: HTMLFormElement): Settings {
  const data = new FormData(form);
  const seconds = Number(data.get('voteSeconds'));
  return {
    ballotSize: Number(data.get('ballotSize')),
    voteSeconds: seconds || null,
    manyLikes: data.has('manyLikes'),
    losersStay: data.has('losersStay'),
    explicit: data.has('explicit'),
    skipVotes: data.has('skipVotes'),
    suggest: data.get('suggest') ? {
      approval: data.get('suggest') === 'approval',
      each: Number(data.get('suggestEach')),
      longestMinutes: Number(data.get('longestMinutes')) || null,
      restMinutes: Number(data.get('restMinutes')),
      artistEvery: Number(data.get('artistEvery')),
    } : null,
    along: data.has('along'),
  };
}
