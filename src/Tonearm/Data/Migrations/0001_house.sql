-- What every room stands on: whose Spotify this database belongs to, who holds the needle, and the key ring.

create table house (
  single boolean primary key default true check (single),
  spotify text not null
);

create table lease (
  name text primary key,
  node text not null,
  term bigint not null,
  until timestamptz not null
);

create table key_ring (
  name text primary key,
  xml text not null
);
