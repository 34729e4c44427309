-- What a host has asked of the conductor, in the order in which it was asked; a row is there until it has been done.
create table party_wishes (
  id bigint generated always as identity primary key,
  party_id uuid not null references parties on delete cascade,
  wish text not null check (wish in ('start', 'next', 'pause', 'resume', 'device', 'look')),
  -- The round that was seen: a wish for the next song is void once the round is over.
  round integer,
  device_id text,
  device_name text,
  asked_at timestamptz not null
);

create index party_wishes_of_party on party_wishes (party_id, id);

insert into party_wishes (party_id, wish, device_id, device_name, asked_at)
select id, wish, device_id, device_name, now() from parties where wish is not null and phase <> 'ended';

alter table parties drop column wish;

-- What the conductor knows of the player beyond what plays: what it has told it and not yet seen, what it has learned of its habits, where the music is to move.
alter table parties add column player jsonb not null default '{}';
