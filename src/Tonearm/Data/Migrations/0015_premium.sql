-- Whether an account has Premium: no profile tells it any more, only what becomes of a command to its player. Null is not known.
alter table accounts add column premium boolean;
alter table accounts add column premium_at timestamptz;
alter table accounts add constraint accounts_premium_has_its_time check ((premium is null) = (premium_at is null));
