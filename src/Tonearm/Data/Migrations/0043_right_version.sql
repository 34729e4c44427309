-- Thousands of playlists that show what is wanted are told so with every overview: each is compared once, until it shows anything else.
alter table playlists add right_version integer;

comment on column playlists.right_version is 'The wanted version that this, as it stands here, was found to show letter by letter.';

create function forget_right_version() returns trigger language plpgsql as $$
begin
  new.right_version := null;
  return new;
end
$$;

create trigger forget_right_version before update of title, description, image_kind, image_id, unknown on playlists for each row
when ((old.title, old.description, old.image_kind, old.image_id, old.unknown)
  is distinct from (new.title, new.description, new.image_kind, new.image_id, new.unknown))
execute function forget_right_version();
