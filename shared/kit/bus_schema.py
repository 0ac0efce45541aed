"""The tables behind the bus: which facts were applied, which wait after a failure, and who works now."""

INBOX = """
create table inbox (
  event_id uuid primary key,
  applied_at timestamptz not null default now()
);
"""

PARKED = """
create table parked (
  event_id uuid primary key,
  stream_sequence bigint not null,
  aggregate text not null,
  subject text not null,
  headers text not null,
  data bytea not null,
  attempts smallint not null default 0,
  due_at timestamptz not null default now(),
  reason text
);
create index parked_in_order on parked (aggregate, stream_sequence);
"""

ACTIVE_WORKER = """
create table active_worker (
  one boolean primary key default true check (one),
  epoch bigint not null
);
insert into active_worker (epoch) values (0);
"""

BUS = (INBOX, PARKED, ACTIVE_WORKER)
