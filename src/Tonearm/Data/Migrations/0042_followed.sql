-- How many playlists of others an account follows is told with every overview: counted without reading those of its own.
create index playlists_followed on playlists (account_id) where not owned;
