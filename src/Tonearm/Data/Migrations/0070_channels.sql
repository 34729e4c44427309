create table channels (
  id uuid primary key,
  owner_id uuid not null references owners on delete cascade,
  kind text not null,
  settings text not null,
  tells integer not null,
  quiet_from integer check (quiet_from between 0 and 1439),
  quiet_to integer check (quiet_to between 0 and 1439),
  zone text not null,
  weekly boolean not null,
  digest_at timestamptz,
  paused boolean not null,
  made_at timestamptz not null,
  look_at timestamptz,
  rest_until timestamptz,
  sent_at timestamptz,
  stopped_at timestamptz,
  problem text,
  problem_at timestamptz
);
create index channels_of_owner on channels (owner_id);
comment on table channels is 'Where Guard tells an owner something: a webhook, a topic, a mailbox.';
comment on column channels.settings is 'Where to and with which secrets, encrypted with the key ring.';
comment on column channels.tells is 'Which kinds of news, as bits.';
comment on column channels.quiet_from is 'The minute of the day, by the clocks of zone, from which only what needs a person is sent.';
comment on column channels.digest_at is 'When the week is told next; null where that is not wanted.';
comment on column channels.look_at is 'When it is thought about again, if nothing happens before.';
comment on column channels.rest_until is 'Nothing is sent before: what the service has asked for, or a pause after a failure.';
comment on column channels.stopped_at is 'Since then nothing is sent, because of the problem; a person has to mend it.';
comment on column channels.problem is 'What went wrong last, in a sentence; null since something was taken.';

create table channel_messages (
  id uuid primary key,
  channel_id uuid not null references channels on delete cascade,
  stage integer not null,
  began_at timestamptz not null,
  revision integer not null default 0,
  sending_since timestamptz,
  attempts integer not null default 0,
  shortened integer not null default 0,
  sent_at timestamptz,
  closed_at timestamptz
);
create index channel_messages_open on channel_messages (channel_id) where closed_at is null;
create index channel_messages_closed on channel_messages (closed_at);
comment on table channel_messages is 'A message that grows while more happens; each of its revisions is sent until the answer is known.';
comment on column channel_messages.revision is 'The last that was sent, or is being sent.';
comment on column channel_messages.sending_since is 'When the revision was first to be sent; null once it is known what became of it.';

create table channel_news (
  id bigint generated always as identity primary key,
  channel_id uuid not null references channels on delete cascade,
  account_id uuid not null references accounts on delete cascade,
  key text not null,
  playlist_id text,
  kind integer not null,
  at timestamptz not null,
  details jsonb not null,
  message_id uuid references channel_messages on delete cascade,
  revision integer,
  unique (channel_id, key)
);
create index channel_news_waiting on channel_news (channel_id) where message_id is null;
create index channel_news_of_message on channel_news (message_id);
create index channel_news_of_account on channel_news (account_id);
create index channel_news_at on channel_news (at);
comment on table channel_news is 'One thing to be told on one channel, written with what it tells; in a message once it has been taken up.';
comment on column channel_news.key is 'What makes it the same thing, which is told once.';
comment on column channel_news.revision is 'The revision of the message that tells it first.';
