-- Whether a playlist is in its account's list (listed), alive but not in it (unlisted), or unknown to Spotify (gone).
alter table playlists rename column standing to listing_state;
alter table playlists rename constraint playlists_standing_check to playlists_listing_state_check;
