-- Guests who play along on a device of their own. What they lend for it is deleted with their row, whatever deletes it.
create table party_alongs (
  id uuid primary key,
  party_id uuid not null,
  guest_id uuid not null,
  state text not null default 'ready' check (state in ('ready', 'on', 'waits', 'stopping')),
  problem text,
  device_id text,
  device_name text,
  told jsonb not null,
  music text,
  asked integer not null default 0,
  failures integer not null default 0,
  calls integer not null default 0,
  due_at timestamptz,
  stop_by timestamptz,
  unique (party_id, guest_id),
  foreign key (party_id, guest_id) references party_guests on delete cascade
);
create index party_alongs_due on party_alongs (due_at) where due_at is not null;
comment on table party_alongs is 'Guests who play along on a device of their own, and what it was told last.';
comment on column party_alongs.state is 'Signed in, plays along, waits for its guest, or stops and is deleted.';
comment on column party_alongs.problem is 'What is in its way, or whose wish holds; null when nothing is.';
comment on column party_alongs.told is 'What the device was told last, and what was seen of it since.';
comment on column party_alongs.music is 'The party''s music as it was at the last turn: another one makes a turn due.';
comment on column party_alongs.asked is 'Counts what the guest has asked for: a turn that has not read it stores nothing.';
comment on column party_alongs.calls is 'Calls to Spotify that it has taken.';
comment on column party_alongs.stop_by is 'From then on it is deleted though its device could not be asked.';

-- The account of somebody who plays along: no owner has it, and it is deleted with what it is lent for.
create table lent_accounts (
  id uuid primary key references party_alongs on delete cascade,
  spotify_id text not null unique,
  access_token text,
  access_until timestamptz,
  refresh_token text,
  health text not null default 'ok' check (health in ('ok', 'signin')),
  ask_again_at timestamptz,
  renewing uuid,
  renewing_until timestamptz
);
comment on table lent_accounts is 'Tokens, as ciphertext, of people who play along at a party, and who is renewing them.';

alter table parties add along integer not null default 0;
comment on column parties.along is 'Counts what has changed for those who play along.';

-- Whoever follows the music hears of each change, whoever made it.
create function tell_along() returns trigger language plpgsql as $$
begin
  if exists (select from party_alongs where party_id = new.id) then
    perform pg_notify('tonearm', 'party-along');
  end if;
  return null;
end
$$;

create function tell_along_of_guest() returns trigger language plpgsql as $$
begin
  if exists (select from party_alongs where party_id = new.party_id and guest_id = new.guest_id) then
    perform pg_notify('tonearm', 'party-along');
  end if;
  return null;
end
$$;

create trigger tell_along_of_guest after update on party_guests for each row
when (old.put_out is distinct from new.put_out)
execute function tell_along_of_guest();

create trigger tell_along after update on parties for each row
when ((old.phase, old.settings, old.song, old.song_at, old.at_ms, old.winner)
  is distinct from (new.phase, new.settings, new.song, new.song_at, new.at_ms, new.winner))
execute function tell_along();
