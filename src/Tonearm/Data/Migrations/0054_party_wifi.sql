-- The Wi-Fi that a host lets a television show. Sealed like tokens, since it opens a home; deleted when the party ends.
create table party_wifi (
  party_id uuid primary key references parties on delete cascade,
  sealed bytea not null,
  set_at timestamptz not null
);

comment on table party_wifi is 'Name and password of a host''s Wi-Fi, encrypted, for the QR code on a television. Deleted when the party ends.';
