-- Thousands of playlists are shown with the latest change first: what is asked of them all is told without reading all that ever happened.
alter table playlists add changed_at timestamptz;

comment on column playlists.changed_at is 'When a look last found a change that Guard did not make; null where none is known of.';

update playlists p set changed_at = last.seen_at
from (
  select i.account_id, i.playlist_id, max(d.seen_at) as seen_at
  from incidents i join drifts d on d.incident_id = i.id
  group by i.account_id, i.playlist_id) last
where p.account_id = last.account_id and p.id = last.playlist_id;
