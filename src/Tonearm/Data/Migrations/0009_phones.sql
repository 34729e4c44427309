-- How often a page of this device has said that it is being closed. A connection from before the last time is nobody's presence, alive as it may seem.
alter table party_guests add column goodbyes integer not null default 0;

-- The playlist of a party as far as it has been read, and when it is looked at again.
create table party_playlists (
  party_id uuid primary key references parties on delete cascade,
  -- Which state of it is read, in Spotify's words.
  snapshot text,
  -- Counts how often it was begun anew, and which of these was known to be whole: a track that it has not found is gone.
  reading integer not null default 1,
  whole integer not null default 1,
  -- Entries in all, and those of the pages read that are no songs to be played.
  total integer not null,
  skipped integer not null default 0,
  -- Offsets of the pages still to be read.
  pages integer[] not null,
  -- How often in a row nothing was to be had, and why.
  failures integer not null default 0,
  problem text,
  -- How many looks in a row have found nothing new; how many more a host has asked for.
  looks integer not null default 0,
  asked integer not null default 0,
  looked_at timestamptz not null,
  -- When it goes on; when a look is worth a call although it is not due, because nothing is left to play.
  due_at timestamptz,
  advised_at timestamptz not null default '-infinity'
);

create index party_playlists_due on party_playlists (due_at) where due_at is not null;

alter table party_tracks add column reading integer not null default 1;
-- No longer in the playlist. It comes back when it is added again.
alter table party_tracks add column gone boolean not null default false;

-- Parties that go on while this is brought in: read anew once.
insert into party_playlists (party_id, total, pages, looked_at, due_at)
select id, (select count(*) from party_tracks where party_id = id), '{}', created_at, now() from parties where phase <> 'ended';
