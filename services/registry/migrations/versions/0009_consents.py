"""Consents by purpose and version, requests for a copy, erasures with their confirmations.

- `consent_texts` keeps every text as it was read, with the operator's name and address in it; no row ever changes.
- `consents` and `copy_requests` go with the resident. `erasures` outlive the person and name nobody: a digest of the
  opaque id alone, by which confirmations are told apart.
- `erasure_dates` and `copy_rounds` are what the clock reads across centers: no person and no content.
- `erased_marks` are digests of the opaque ids that were erased; they are exported beside the backups, so that a
  restored backup forgets these people again before any service starts.
- `sign_in_requests` are seen by their contact too, so that they go with the person whose contact it is.
"""

from typing import get_args

from alembic import op

from shared.contracts.codes import ConsentPurpose
from shared.kit.schema import tenant_table

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None

_PURPOSES = ", ".join(f"'{one}'" for one in get_args(ConsentPurpose))

_TABLES = {
    "consent_texts": f"""
  digest bytea not null,
  purpose text not null check (purpose in ({_PURPOSES})),
  version integer not null check (version > 0),
  body jsonb not null,
  first_read_at timestamptz not null default now(),
  primary key (center_id, digest)""",
    "consents": f"""
  id uuid not null,
  resident_id uuid not null,
  purpose text not null check (purpose in ({_PURPOSES})),
  version integer not null,
  text_digest bytea not null,
  how text not null check (how in ('web', 'paper', 'aloud', 'survey')),
  number text check (length(number) between 1 and 40),
  witness text check (length(witness) between 1 and 120),
  ground text check (length(ground) between 1 and 200),
  given_at timestamptz not null,
  recorded_at timestamptz not null,
  recorded_by uuid,
  valid_until timestamptz,
  ended_at timestamptz,
  ended_how text check (ended_how in ('withdrawn', 'replaced', 'expired')),
  ended_by uuid,
  ended_channel text check (ended_channel in ('web', 'paper', 'phone', 'visit')),
  primary key (center_id, id),
  foreign key (center_id, resident_id) references residents (center_id, id) on delete cascade,
  foreign key (center_id, text_digest) references consent_texts (center_id, digest),
  check ((how = 'paper') = (number is not null)),
  check ((how = 'aloud') = (witness is not null)),
  check ((ended_at is null) = (ended_how is null))""",
    "copy_requests": """
  id uuid not null,
  resident_id uuid not null,
  state text not null check (state in ('collecting', 'ready', 'incomplete')),
  asked_at timestamptz not null,
  asked_by uuid not null,
  ground text check (length(ground) between 1 and 200),
  expires_at timestamptz not null,
  primary key (center_id, id),
  foreign key (center_id, resident_id) references residents (center_id, id) on delete cascade""",
    "copy_parts": """
  request_id uuid not null,
  service text not null,
  state text not null check (state in ('asked', 'here')),
  tries integer not null,
  tried_at timestamptz,
  came_at timestamptz,
  late boolean not null,
  sections jsonb,
  primary key (center_id, request_id, service),
  foreign key (center_id, request_id) references copy_requests (center_id, id) on delete cascade""",
    "erasures": """
  id uuid not null,
  number text not null,
  mark bytea not null,
  resident_id uuid,
  state text not null check (state in ('waiting', 'erasing', 'erased', 'cancelled')),
  ground text not null check (ground in ('request', 'withdrawal', 'moved', 'died', 'mistake', 'term', 'restored')),
  channel text not null check (channel in ('web', 'paper', 'phone', 'visit')),
  asked_at timestamptz not null,
  asked_by_role text not null,
  due_at timestamptz not null,
  carried_out_at timestamptz,
  done_at timestamptz,
  cancelled_at timestamptz,
  counts jsonb not null,
  primary key (center_id, id),
  unique (center_id, number),
  check ((resident_id is not null) = (state = 'waiting'))""",
    "erasure_confirmations": """
  erasure_id uuid not null,
  service text not null,
  confirmed_at timestamptz,
  counts jsonb,
  primary key (center_id, erasure_id, service),
  foreign key (center_id, erasure_id) references erasures (center_id, id)""",
}

_INDEXES = (
    "create unique index consents_in_force on consents (center_id, resident_id, purpose) where ended_at is null",
    "create unique index consents_number on consents (center_id, number) where number is not null",
    "create index consents_of_resident on consents (center_id, resident_id, id)",
    "create index consents_expiring on consents (center_id, valid_until) where ended_at is null",
    "create index copy_requests_of_resident on copy_requests (center_id, resident_id, id)",
    "create unique index erasures_waiting on erasures (center_id, resident_id) where state = 'waiting'",
    "create index erasures_by_mark on erasures (center_id, mark)",
)

_BY_THE_CLOCK = (
    "create table erasure_dates (erasure_id uuid primary key, of_center uuid not null, due_at timestamptz not null,"
    " confirm_by timestamptz)",
    "create index erasure_dates_due on erasure_dates (due_at)",
    "create table erased_marks (mark bytea primary key, of_center uuid not null,"
    " at timestamptz not null default now())",
    "create table copy_rounds (request_id uuid primary key, of_center uuid not null, due_at timestamptz not null,"
    " expires_at timestamptz not null)",
    "create index copy_rounds_due on copy_rounds (due_at)",
)


def upgrade() -> None:
    for table, columns in _TABLES.items():
        op.execute(f"create table {table} (\n  center_id uuid not null,{columns}\n)")
        tenant_table(op, table)
    for statement in (*_INDEXES, *_BY_THE_CLOCK):
        op.execute(statement)
    op.execute(
        "create policy of_contact on sign_in_requests"
        " using (contact = nullif(current_setting('app.contact', true), ''))"
    )
