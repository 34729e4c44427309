-- Incidents that had stayed calm were stored anew at each look instead of being closed: the first row of each is the incident.
update incidents i set closed_at = again.closed_at
from (select account_id, playlist_id, started_at, min(id) as id, min(closed_at) as closed_at from incidents group by account_id, playlist_id, started_at having count(*) > 1) again
where i.id = again.id;
delete from incidents i using incidents first
where first.account_id = i.account_id and first.playlist_id = i.playlist_id and first.started_at = i.started_at and first.id < i.id;
create unique index incidents_once on incidents (account_id, playlist_id, started_at);
