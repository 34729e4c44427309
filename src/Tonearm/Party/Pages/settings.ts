// What a host may set, as PartySettings.cs says it and the form has it.

export interface Settings {
  readonly ballotSize: number;
  readonly voteSeconds: number | null;
  readonly manyLikes: boolean;
  readonly losersStay: boolean;
  readonly explicit: boolean;
  readonly skipVotes: boolean;
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
  };
}
