-- Written, and never read.
alter table parties drop column playlist_cover;
alter table party_tracks drop column played;
