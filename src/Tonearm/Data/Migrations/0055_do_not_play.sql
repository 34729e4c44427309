-- What a host never wants to hear, at this party and at the next.
create table do_not_play (
  id uuid primary key,
  account_id uuid not null references accounts on delete cascade,
  kind text not null check (kind in ('song', 'artist', 'word')),
  name text not null,
  artists text,
  uri text,
  isrc text,
  duration_ms integer,
  created_at timestamptz not null,
  check (kind <> 'song' or uri is not null and duration_ms is not null)
);

create index do_not_play_by_account on do_not_play (account_id, created_at);

comment on table do_not_play is 'A host''s do-not-play list: songs in all their versions, artists, words of titles.';
comment on column do_not_play.name is 'The song''s title, the artist''s name, or the word.';

alter table party_tracks add column barred boolean not null default false;

comment on column party_tracks.barred is 'Its host''s do-not-play list has it; reckoned when the list changes and when a song joins.';
