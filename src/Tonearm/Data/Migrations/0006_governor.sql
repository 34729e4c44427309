-- Calls are counted by what they were for, too, in the order of CallPurpose; those counted before could have been for anything.
alter table spotify_calls add column purpose integer not null default 3;
alter table spotify_calls alter column purpose drop default;
alter table spotify_calls drop constraint spotify_calls_pkey;
alter table spotify_calls add primary key (family, bucket, purpose);

-- What is known of each endpoint family's daily quota, whose number Spotify tells nobody. The row is locked while calls are reserved.
create table spotify_budgets (
  family text primary key,
  learned integer not null,
  look_back interval not null,
  -- When it last changed or was found right: it rises once a day at most.
  since timestamptz not null,
  -- How many calls had been counted when Spotify last refused for the quota's sake.
  refused_after integer,
  refused_at timestamptz
);

-- What was learned and when. Kept for as long as a refusal is remembered.
create table spotify_lessons (
  id bigint generated always as identity primary key,
  family text not null,
  at timestamptz not null,
  kind text not null check (kind in ('refused', 'clean day', 'forgotten')),
  counted integer not null,
  learned integer not null
);

create index spotify_lessons_by_time on spotify_lessons (at);

-- How many calls a look at all of an account's protected playlists takes, and when those with a fresh incident are looked at by themselves.
alter table listings add column windows integer not null default 0;
alter table listings add column urgent_at timestamptz;
