-- What the last look did not tell of a playlist, as bits of its fields; the columns hold what it told before.
alter table playlists add column unknown integer not null default 0;
-- The last look that brought anything new of it; a sweep that finds it as it was leaves it to `listings.looked_at`.
alter table playlists add column seen_at timestamptz;
-- The first look that did not find it where it should be; one witness is none.
alter table playlists add column absent_at timestamptz;

-- When it was last switched on: the account's looks before that were none at this playlist.
alter table protections add column on_at timestamptz;
-- When it was seen last, where a later look ought to have shown it and did not.
alter table protections add column unseen_since timestamptz;
-- The fields in which its owner has changed what is wanted, as long as no look has shown it, as bits.
alter table protections add column unwritten integer not null default 0;

-- `looked_at` is the last look that saw anything of the list; until then the next one was promised.
alter table listings add column watched_until timestamptz;
-- How many entries of the whole list could not be read when it was last read.
alter table listings add column unreadable integer not null default 0;

update protections set mode = 0 where mode not between 0 and 2;
update protections set fields = case when fields & 7 = 0 then 7 else fields & 7 end, asked = asked & 7;
alter table protections add check (mode between 0 and 2), add check (fields between 1 and 7), add check (asked between 0 and 7), add check (unwritten between 0 and 7);
