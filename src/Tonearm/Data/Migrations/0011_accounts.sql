-- A sign-in may not cover what is needed (`scope`); that is another trouble than one that Spotify no longer takes.
alter table accounts drop constraint accounts_health_check;
alter table accounts add constraint accounts_health_check check (health in ('ok', 'signin', 'scope', 'allowlist', 'premium'));

-- One refusal may be a slip of Spotify's, so what was refused is tried again, seldom: when.
alter table accounts add column ask_again_at timestamptz;
update accounts set ask_again_at = now() where health = 'signin';

-- Which caller, of whatever node, is renewing the token just now, and until when (by PostgreSQL's clock) that is believed.
alter table accounts add column renewing uuid;
alter table accounts add column renewing_until timestamptz;

-- Spotify has refused this installation's own client id or secret, which is no account's trouble. One row at most; a yes of Spotify's removes it.
create table client_refusal (
  single boolean primary key default true check (single),
  refused_at timestamptz not null,
  ask_again_at timestamptz not null,
  message text
);

-- A party belongs to the owner of its account, also when another owner links that account while the music plays: it moves in the same statement,
-- before the owner who is left without accounts goes.
alter table accounts add constraint accounts_of_their_owner unique (id, owner_id);
update parties p set owner_id = a.owner_id from accounts a where a.id = p.account_id and p.owner_id <> a.owner_id;
alter table parties add constraint parties_of_their_accounts_owner
  foreign key (account_id, owner_id) references accounts (id, owner_id) on update cascade on delete cascade;
