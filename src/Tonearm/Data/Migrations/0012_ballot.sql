-- Each phone's page reads the ballot: a handful of a pool of thousands, found without reading them all.
create index party_tracks_by_ballot on party_tracks (party_id) where ballot is not null;
