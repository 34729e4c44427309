-- A party may be prepared: it waits in its lobby for its time. The player of an account follows one party, so one is on; others may wait meanwhile.
alter table parties add column starts_at timestamptz, add column starts_itself boolean not null default false,
  add column starts_changes integer not null default 0;
comment on column parties.starts_at is 'When a prepared party begins; null for one that was opened for now.';
comment on column parties.starts_itself is 'At that time it starts without its host.';
comment on column parties.starts_changes is 'How often its time was changed; calendars take the file with the highest number.';

drop index parties_of_account;
create unique index parties_of_account on parties (account_id) where phase = 'live' or phase = 'lobby' and starts_at is null;
create index parties_prepared on parties (account_id) where phase = 'lobby' and starts_at is not null;
