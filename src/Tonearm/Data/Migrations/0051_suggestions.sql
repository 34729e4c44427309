-- What guests ask for. One row for each song: who asks again after its turn has come takes the row over.
create table party_suggestions (
  party_id uuid not null references parties on delete cascade,
  place integer not null,
  guest_id uuid not null,
  seq bigint generated always as identity,
  state text not null check (state in ('asked', 'line', 'up', 'declined')),
  turn integer,
  asked_at timestamptz not null,
  primary key (party_id, place),
  foreign key (party_id, place) references party_tracks on delete cascade,
  foreign key (party_id, guest_id) references party_guests on delete cascade
);

create index party_suggestions_by_guest on party_suggestions (party_id, guest_id);

comment on table party_suggestions is 'Songs that guests have asked for: waiting for the host, in line, up for vote in their turn, or declined.';
comment on column party_suggestions.seq is 'Who has asked first.';
comment on column party_suggestions.turn is 'Its place in the line, from 1, as fair turns have it; null when it is not in line, or may not play as things are.';

alter table parties add column lap integer not null default 1, add column line integer not null default 0;
alter table party_guests add column lap integer not null default 0;
alter table party_tracks add column played_at timestamptz;

comment on column parties.lap is 'The lap of the line of suggestions: in each, every guest has one turn.';
comment on column parties.line is 'Counts the changes of that line, so that phones hear of them.';
comment on column party_guests.lap is 'The lap in which one of this guest''s suggestions has had its turn last.';
comment on column party_tracks.played_at is 'When it began to play last.';
