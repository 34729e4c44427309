-- Guests who want the next song, until the one that plays is over.
create table party_skips (
  party_id uuid not null,
  guest_id uuid not null,
  primary key (party_id, guest_id),
  foreign key (party_id, guest_id) references party_guests on delete cascade
);

comment on table party_skips is 'Which guest wants the next song. The votes of a song end with it; of a device that is not here they do not count.';

-- Whose votes count: each device once, however many nodes and pages it is connected to.
alter table party_presence add column devices uuid[] not null default '{}';
comment on column party_presence.devices is 'The devices among people; whose vote for the next song counts.';
