-- What one press changed about which protections, so that it can be taken back for some minutes.
alter table protections
  add column act uuid,
  add column act_at timestamptz,
  add column mode_before integer check (mode_before between 0 and 2),
  add column fields_before integer check (fields_before between 0 and 7),
  add constraint protections_act check (num_nulls(act, act_at, mode_before, fields_before) in (0, 4));

create index protections_act on protections (act) where act is not null;
