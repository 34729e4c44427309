-- The smallest picture that Spotify offers of a playlist and that is large enough for a row; null until a list has told.
alter table playlists add column thumb_url text;
