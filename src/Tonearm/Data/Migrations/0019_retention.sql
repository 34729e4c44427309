create table retention_runs (
  table_name text primary key,
  ran_at timestamptz not null
);
comment on table retention_runs is 'When the rows of each table that are no longer kept were last deleted.';

-- What is deleted finds what names it; what names an account or a playlist is found by it.
create index wanted_by_cover on wanted (account_id, cover_hash) where cover_hash is not null;
create index drifts_by_shown_cover on drifts (account_id, shown_cover) where shown_cover is not null;
create index parties_by_account on parties (account_id);

-- The last thirty days of an account, and the last incident of a playlist.
create index drifts_of_account on drifts (account_id, seen_at);
create index incidents_of_playlist on incidents (account_id, playlist_id, id);
create index incidents_lately on incidents (account_id, last_at);
create index incidents_newest on incidents (account_id, id);
drop index incidents_of_account;
