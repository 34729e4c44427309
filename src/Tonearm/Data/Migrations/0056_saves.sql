create table party_saves (
  party_id uuid primary key references parties on delete cascade,
  title text not null,
  description text not null,
  state text not null check (state in ('asked', 'creating', 'made', 'filling', 'saved', 'refused')),
  playlist_id text,
  added integer not null default 0,
  created integer not null default 0,
  looks integer not null default 0,
  failures integer not null default 0,
  problem text,
  sent_at timestamptz,
  asked_at timestamptz not null,
  due_at timestamptz
);
create index party_saves_due on party_saves (due_at) where due_at is not null;
comment on table party_saves is 'What was played at a party, on its way into a playlist in Spotify.';
comment on column party_saves.state is 'In creating and filling a call may have been heard, and nobody knows.';
comment on column party_saves.added is 'Songs that are known to be in it.';
comment on column party_saves.created is 'How often it may have been created without its answer having come.';
comment on column party_saves.looks is 'How often it has been looked for since, and not been found.';
comment on column party_saves.sent_at is 'When the last call that changes something was sent.';
comment on column party_saves.problem is 'What it waits for, or why it was given up; null when nothing is in its way.';
