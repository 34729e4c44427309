-- Whether an account has a protected playlist at all is asked with every page: without an index an account that has none costs the whole table.
create index protections_guarded on protections (account_id) where mode <> 0;
