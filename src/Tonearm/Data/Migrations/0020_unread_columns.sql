-- Nothing ever set the first, nothing ever read the others.
alter table protections drop column most_a_day;
alter table playlists drop column changed_at;
alter table covers drop column width, drop column height;
