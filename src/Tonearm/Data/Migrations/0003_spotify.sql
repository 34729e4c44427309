-- A long Retry-After is kept here, so that a restart does not ask again too early.
create table spotify_cooldowns (
  family text primary key,
  until timestamptz not null,
  quota boolean not null
);

-- Calls sent, in buckets of five minutes, for the daily budget of each endpoint family.
create table spotify_calls (
  family text not null,
  bucket timestamptz not null,
  calls integer not null,
  primary key (family, bucket)
);
