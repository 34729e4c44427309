-- A television: a browser with a cookie of its own that shows a party and can do nothing there.
create table screens (
  id uuid primary key,
  -- What it shows for a host to type, and until when; null while it shows a party.
  code text unique,
  code_until timestamptz,
  party_id uuid references parties on delete set null,
  paired_at timestamptz,
  -- When it last said that it is there, to within some seconds.
  seen_at timestamptz not null
);

create index screens_of_party on screens (party_id) where party_id is not null;

comment on table screens is 'Televisions: the code each shows until a host types it, then the party it shows. Kept until it has not been there for a month.';
comment on column screens.code is 'Letters to be typed by a host; null while it shows a party.';
comment on column screens.seen_at is 'When it last said that it is there, to within some seconds.';
