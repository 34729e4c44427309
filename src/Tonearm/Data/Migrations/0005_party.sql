-- A party: whose player follows whose votes, and what is to be done next. Everything a conductor needs to take it up after a crash.
create table parties (
  id uuid primary key,
  owner_id uuid not null references owners on delete cascade,
  account_id uuid not null references accounts on delete cascade,
  host_name text not null,
  -- Six digits; kept for a while after the end, so that a late guest is told that it is over. Null once others may have it.
  code text unique,
  -- What the QR code and the link carry instead.
  secret text not null unique,
  phase text not null default 'lobby' check (phase in ('lobby', 'live', 'ended')),
  -- Raised by whatever changes what a phone shows.
  version bigint not null default 1,
  playlist_id text not null,
  playlist_title text not null,
  playlist_cover text,
  device_id text,
  device_name text,
  ballot_size integer not null,
  -- How long voting is open; null: until shortly before the song ends.
  vote_seconds integer,
  many_likes boolean not null,
  losers_stay boolean not null,
  explicit boolean not null,
  -- 0 in the lobby; from 1 on, one for each song.
  round integer not null default 0,
  -- When voting closes; null while nothing is up for vote or the song stands still.
  closes_at timestamptz,
  closed boolean not null default false,
  -- The song that plays, as the place of its track in the order. It began at song_at; while it stands still, at_ms says where.
  song integer,
  song_at timestamptz,
  at_ms integer,
  -- The uri that Spotify plays instead of the one that was asked for, once that is known.
  song_uri text,
  -- What plays next once voting has closed, and how far its way into Spotify's queue has come. Stored before each step is taken.
  winner integer,
  handover text check (handover in ('chosen', 'queueing', 'queued', 'playing')),
  -- The place drawn last for a ballot; the next draw goes on behind it.
  cursor integer not null default 0,
  -- When the conductor comes next by itself, and when it does something about the music; what a person has asked of it, and how often one wanted it at once.
  due_at timestamptz,
  act_at timestamptz,
  asked integer not null default 0,
  wish text check (wish in ('start', 'next', 'pause', 'resume', 'device', 'look')),
  -- How often it has looked again, or failed, since it last knew.
  looks integer not null default 0,
  -- How many winners Spotify has refused since the song began.
  refused integer not null default 0,
  -- What all are told while the player does not follow.
  trouble text,
  -- Whether a device of the host's was connected when the conductor last came; a host who returns wants to see what really plays.
  host_here boolean not null default false,
  -- When a device of the host's said goodbye; since when there is neither host nor music; when the countdown ends.
  host_left_at timestamptz,
  quiet_at timestamptz,
  grace_until timestamptz,
  -- When a guest was last turned away because too many new ones came at once from one address.
  crowded_at timestamptz,
  created_at timestamptz not null,
  ended_at timestamptz,
  ended_why text
);

create index parties_due on parties (due_at) where phase <> 'ended';
-- One player can follow only one party.
create unique index parties_of_account on parties (account_id) where phase <> 'ended';
create index parties_of_owner on parties (owner_id, created_at desc);

-- The playlist as it was shuffled once: each track stands in it once, whatever the playlist does.
create table party_tracks (
  party_id uuid not null references parties on delete cascade,
  place integer not null,
  track_id text not null,
  uri text not null,
  isrc text,
  title text not null,
  artists text not null,
  cover text,
  cover_large text,
  duration_ms integer not null,
  explicit boolean not null,
  -- The round in which it last played, and whether it rests until the pool is empty.
  played integer,
  resting boolean not null default false,
  -- Taken off by the host, or refused by Spotify: it never comes again.
  removed boolean not null default false,
  -- Its place on the ballot, from 0; null when it is not up for vote.
  ballot integer,
  -- When its count last changed, counted in changes of this party: breaks ties.
  reached bigint not null default 0,
  primary key (party_id, place),
  unique (party_id, track_id)
);

create table party_guests (
  party_id uuid not null references parties on delete cascade,
  guest_id uuid not null,
  -- May do what the host may.
  host boolean not null default false,
  -- The counter of the last like or unlike that was heeded.
  n bigint not null default 0,
  joined_at timestamptz not null,
  primary key (party_id, guest_id)
);

create table party_likes (
  party_id uuid not null,
  guest_id uuid not null,
  place integer not null,
  primary key (party_id, guest_id, place),
  foreign key (party_id, guest_id) references party_guests on delete cascade
);

create index party_likes_by_track on party_likes (party_id, place);

-- How many phones each node holds a connection to, and how many of them are the host's; lapses by PostgreSQL's clock.
create table party_presence (
  party_id uuid not null references parties on delete cascade,
  node text not null,
  people integer not null,
  hosts integer not null,
  until timestamptz not null,
  primary key (party_id, node)
);

-- One-time keys that give a second device the host's power; only their hash stands here.
create table party_keys (
  hash bytea primary key,
  party_id uuid not null references parties on delete cascade,
  expires_at timestamptz not null
);

-- When a conductor last was at work. Time that passed without one is added to all countdowns.
create table party_conductor (
  single boolean primary key default true check (single),
  at timestamptz not null
);

-- Who disconnects an account ends its party; the phones hear of it as of any other change.
create function party_gone() returns trigger language plpgsql as $$
begin
  perform pg_notify('tonearm', 'party:' || old.id);
  return old;
end
$$;

create trigger party_gone after delete on parties for each row execute function party_gone();
