create table owners (
  id uuid primary key,
  created_at timestamptz not null
);

-- Tokens are ciphertext (Data Protection); a dump of this table opens nothing.
create table accounts (
  id uuid primary key,
  owner_id uuid not null references owners on delete cascade,
  spotify_id text not null unique,
  user_id text not null,
  name text not null,
  picture text,
  scopes text not null,
  access_token text,
  access_until timestamptz,
  refresh_token text,
  consented_at timestamptz not null,
  health text not null default 'ok' check (health in ('ok', 'signin', 'allowlist', 'premium')),
  linked_at timestamptz not null
);

create index accounts_of_owner on accounts (owner_id);
