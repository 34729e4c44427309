alter table party_played add column suggested boolean not null default false;

comment on column party_played.suggested is 'A guest had asked for it.';
