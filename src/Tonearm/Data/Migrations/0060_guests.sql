-- Moderation without names: each device of a party has a number, from which its figure follows, and a host may keep it from counting, or out.
alter table party_guests
  add column number integer,
  add column owner boolean not null default false,
  add column muted boolean not null default false,
  add column put_out text check (put_out in ('removed', 'blocked'));

alter table party_guests add column counts boolean not null generated always as (not muted and put_out is null) stored;

update party_guests g set number = n.number
from (select party_id, guest_id, row_number() over (partition by party_id order by joined_at, guest_id) as number from party_guests) n
where g.party_id = n.party_id and g.guest_id = n.guest_id;

alter table party_guests alter column number set not null, add constraint party_guests_number unique (party_id, number);

-- The few of whom somebody asks who must not count.
create index party_guests_held on party_guests (party_id) where not counts;

comment on column party_guests.number is 'Which guest of the party it is, from 1, in the order of coming. A host knows it by this, and by the figure that follows from it.';
comment on column party_guests.owner is 'The party''s owner was signed in on it when it came in.';
comment on column party_guests.muted is 'It watches, and nothing it says counts.';
comment on column party_guests.put_out is 'The host has put it out: removed, and it may come in again, or blocked. Null while it is in.';
comment on column party_guests.counts is 'Whether its likes, suggestions and votes count.';

-- Two who come at once wait for each other here, and for nobody else.
create function party_guest_number() returns trigger language plpgsql as $$
begin
  perform pg_advisory_xact_lock(hashtextextended('party_guests ' || new.party_id, 0));
  select coalesce(max(number), 0) + 1 into new.number from party_guests where party_id = new.party_id;
  return new;
end
$$;

create trigger party_guest_number before insert on party_guests for each row execute function party_guest_number();

-- A like knows whether it counts, so that counting asks nobody else.
alter table party_likes add column counts boolean not null default true;
comment on column party_likes.counts is 'False while the host keeps its guest from counting; kept with party_guests.counts.';
drop index party_likes_by_track;
create index party_likes_by_track on party_likes (party_id, place) where counts;

create function party_guest_counts() returns trigger language plpgsql as $$
begin
  update party_likes set counts = new.counts where party_id = new.party_id and guest_id = new.guest_id;
  return null;
end
$$;

create trigger party_guest_counts after update on party_guests for each row
  when (old.counts is distinct from new.counts) execute function party_guest_counts();
