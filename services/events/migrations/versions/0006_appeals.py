"""Appeals: what is asked of whom on whose behalf, and every step with its day."""

from alembic import op

from shared.kit.schema import tenant_table

revision = "0006"
down_revision = "0005"

_APPEALS = """
create table appeals (
  center_id uuid not null,
  id uuid not null,
  about text not null check (about in ('cleaning', 'lift', 'heating', 'water', 'electricity', 'roof', 'yard', 'waste',
    'noise', 'parking', 'safety', 'bills', 'other')),
  words text not null,
  house_id uuid,
  resident_id uuid,
  recipient text not null check (recipient in ('authority', 'company', 'other')),
  to_whom text,
  entry_id uuid,
  promised_on date,
  channel text not null check (channel in ('web', 'paper', 'phone', 'visit')),
  state text not null check (state in
    ('waiting', 'sent', 'registered', 'forwarded', 'answered', 'closed', 'withdrawn')),
  outcome text check (outcome in ('resolved', 'partly', 'unresolved')),
  number text,
  registered_on date,
  extended_until date,
  moved_on date,
  due_on date,
  due_for text check (due_for in ('register', 'answer', 'promise')),
  noted_at timestamptz not null,
  version integer not null,
  primary key (center_id, id),
  check ((state = 'closed') = (outcome is not null)),
  check ((due_on is null) = (due_for is null))
)
"""

_STEPS = """
create table appeal_steps (
  center_id uuid not null,
  id uuid not null,
  appeal_id uuid not null,
  step text not null check (step in ('send', 'register', 'forward', 'extend', 'answer', 'close', 'withdraw')),
  on_day date not null,
  due_on date,
  number text,
  to_whom text,
  until date,
  outcome text check (outcome in ('resolved', 'partly', 'unresolved')),
  note text not null,
  noted_at timestamptz not null,
  primary key (center_id, id),
  foreign key (center_id, appeal_id) references appeals (center_id, id) on delete cascade
)
"""


def upgrade() -> None:
    """Houses and entries of the directory are the registry's: bare ids here."""
    op.execute(_APPEALS)
    op.execute(_STEPS)
    for columns in ("resident_id", "house_id", "due_on"):
        op.execute(f"create index appeals_by_{columns} on appeals (center_id, {columns})")
    op.execute("create index appeal_steps_by_appeal on appeal_steps (center_id, appeal_id, id)")
    tenant_table(op, "appeals")
    tenant_table(op, "appeal_steps")
