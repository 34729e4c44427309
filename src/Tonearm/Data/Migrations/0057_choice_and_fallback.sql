-- What the host wants next, whatever is liked: taken when the vote closes, which notes that its winner is the host's.
alter table parties add column choice integer, add column winner_by_host boolean not null default false;
comment on column parties.choice is 'The track that the host has chosen to play next, until the vote closes with it as the winner.';
comment on column parties.winner_by_host is 'The winner is the host''s choice: the votes of the round stand for the one after it.';

-- A party may have a second playlist, which is drawn from when the first is played out. Both are read alike.
alter table party_playlists add column id uuid not null unique default gen_random_uuid(), add column fallback boolean not null default false,
  add column playlist_id text, add column title text;
alter table party_playlists drop constraint party_playlists_pkey, add primary key (party_id, fallback);
comment on table party_playlists is 'The playlists of a party as far as they have been read, and when each is looked at again.';
comment on column party_playlists.fallback is 'Drawn from only when the first one is played out. Its id and title stand here; those of the first stand with the party.';

alter table party_tracks add column fallback boolean not null default false;
comment on column party_tracks.fallback is 'It is in the second playlist alone: comes only when the first is played out.';
