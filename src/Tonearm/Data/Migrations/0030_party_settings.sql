-- What a host sets is one value: one more setting is one more member of PartySettings, and no column.
alter table parties add column settings jsonb not null default '{}';

update parties set settings = jsonb_build_object(
  'ballotSize', ballot_size, 'voteSeconds', vote_seconds, 'manyLikes', many_likes, 'losersStay', losers_stay, 'explicit', explicit);

alter table parties drop column ballot_size, drop column vote_seconds, drop column many_likes, drop column losers_stay, drop column explicit;
