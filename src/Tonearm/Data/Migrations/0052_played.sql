create table party_played (
  party_id uuid not null,
  round integer not null,
  place integer not null,
  likes integer not null,
  how text not null check (how in ('vote', 'host', 'order')),
  began_at timestamptz,
  primary key (party_id, round),
  foreign key (party_id, place) references party_tracks (party_id, place) on delete cascade
);
comment on table party_played is 'What was chosen for each round of a party, and when it began.';
comment on column party_played.likes is 'At the moment it was chosen.';
comment on column party_played.how is 'The most likes, the host, or the order because nobody liked anything.';
comment on column party_played.began_at is 'Null for what was chosen and has not begun.';

alter table parties add column most_people integer;
comment on column parties.most_people is 'The most phones that were seen connected at once; null while none was.';
