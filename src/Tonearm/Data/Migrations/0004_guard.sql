-- What Guard knows of an account's list, and when it is due.
create table listings (
  account_id uuid primary key references accounts on delete cascade,
  total integer not null default 0,
  -- A whole listing is wanted; `progress` counts what it has read so far.
  list_at timestamptz,
  listed_at timestamptz,
  progress integer not null default 0,
  reading boolean not null default false,
  due_at timestamptz,
  looked_at timestamptz,
  -- A person who asks for a look raises `asked`; the sweep that began after it sets `answered` to what it had read.
  asked integer not null default 0,
  answered integer not null default 0,
  problem text
);

-- Pictures: the owner's own, and those kept as evidence. The hash is SHA-256 of the bytes, in hex.
create table covers (
  account_id uuid not null references accounts on delete cascade,
  hash text not null,
  jpeg bytea not null,
  width integer not null,
  height integer not null,
  stored_at timestamptz not null,
  primary key (account_id, hash)
);

-- Every playlist in the account's library, as Spotify showed it last.
create table playlists (
  account_id uuid not null references accounts on delete cascade,
  id text not null,
  position integer,
  owned boolean not null,
  owner_name text not null,
  public boolean,
  items integer not null,
  title text not null,
  description text not null,
  image_kind integer not null,
  image_id text not null,
  image_url text,
  changed_at timestamptz not null,
  -- listed; unlisted: alive but no longer in the library; gone: Spotify does not know it.
  standing text not null default 'listed' check (standing in ('listed', 'unlisted', 'gone')),
  primary key (account_id, id)
);

create index playlists_by_id on playlists (id);

create table protections (
  account_id uuid not null,
  playlist_id text not null,
  mode integer not null,
  fields integer not null,
  most_a_day integer,
  version integer not null,
  -- The fields a person has asked to be written, as bits; they never count against the pace.
  asked integer not null default 0,
  look_at timestamptz,
  seen_at timestamptz,
  off_at timestamptz,
  primary key (account_id, playlist_id),
  foreign key (account_id, playlist_id) references playlists on delete cascade
);

create index protections_due on protections (look_at) where look_at is not null;

create table wanted (
  account_id uuid not null,
  playlist_id text not null,
  version integer not null,
  title text not null,
  description text not null,
  cover_hash text,
  origin text not null check (origin in ('taken', 'edited', 'kept', 'rolled back')),
  made_at timestamptz not null,
  primary key (account_id, playlist_id, version),
  foreign key (account_id, playlist_id) references protections on delete cascade,
  foreign key (account_id, cover_hash) references covers deferrable initially deferred
);

create table renditions (
  account_id uuid not null,
  playlist_id text not null,
  image_id text not null,
  content_hash text,
  cover_hash text,
  seen_at timestamptz not null,
  primary key (account_id, playlist_id, image_id),
  foreign key (account_id, playlist_id) references protections on delete cascade
);

create table restores (
  id bigint generated always as identity primary key,
  account_id uuid not null,
  playlist_id text not null,
  field integer not null,
  before text not null,
  written text not null,
  stored_at timestamptz not null,
  settled_at timestamptz not null,
  outcome integer not null,
  answered_at timestamptz,
  asked boolean not null,
  confirmed_at timestamptz,
  read_back text,
  message text,
  foreign key (account_id, playlist_id) references protections on delete cascade
);

create index restores_of_playlist on restores (account_id, playlist_id, stored_at);

create table incidents (
  id bigint generated always as identity primary key,
  account_id uuid not null,
  playlist_id text not null,
  started_at timestamptz not null,
  last_at timestamptz not null,
  closed_at timestamptz,
  foreign key (account_id, playlist_id) references protections on delete cascade
);

create index incidents_of_account on incidents (account_id, started_at desc);
create unique index one_open_incident on incidents (account_id, playlist_id) where closed_at is null;

-- `wanted` is the value that should have stood there; for a cover, its hash. `shown_cover` is the picture that stood there instead.
create table drifts (
  account_id uuid not null references accounts on delete cascade,
  incident_id bigint not null references incidents on delete cascade,
  number integer not null,
  field integer not null,
  kind integer not null,
  wanted text not null,
  shown text not null,
  shown_cover text,
  not_yet_at timestamptz,
  seen_at timestamptz not null,
  ended_at timestamptz,
  ending integer,
  primary key (incident_id, number)
);

-- What each look saw and did.
create table sweeps (
  id bigint generated always as identity primary key,
  account_id uuid not null references accounts on delete cascade,
  started_at timestamptz not null,
  ended_at timestamptz not null,
  calls integer not null,
  looked integer not null,
  drifted integer not null,
  restored integer not null,
  problem text
);

create index sweeps_of_account on sweeps (account_id, id desc);
