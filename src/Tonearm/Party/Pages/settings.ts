// The settings as the form has them.

import type { Settings } from './snapshot';

export function readSettings(form: HTMLFormElement): Settings {
  const data = new FormData(form);
  const seconds = Number(data.get('voteSeconds'));
  return {
    ballotSize: Number(data.get('ballotSize')),
    voteSeconds: seconds || null,
    manyLikes: data.has('manyLikes'),
    losersStay: data.has('losersStay'),
    explicit: data.has('explicit'),
  };
}
