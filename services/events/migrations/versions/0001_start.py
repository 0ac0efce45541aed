"""Events, registrations and the residents whom the center knows."""

from alembic import op

from shared.kit.schema import create_kit, tenant_table

revision = "0001"
down_revision = None

_EVENTS = """
create table events (
  center_id uuid not null,
  id uuid not null,
  kind text not null check (kind in
    ('leisure', 'housing', 'improvement', 'holiday', 'meeting', 'club', 'help')),
  title text not null,
  description text not null,
  place text,
  starts_at timestamptz not null,
  ends_at timestamptz not null check (ends_at > starts_at),
  capacity integer check (capacity > 0),
  match_id uuid,
  organiser_id uuid,
  resident_led boolean not null,
  created_at timestamptz not null,
  cancelled_at timestamptz,
  version integer not null default 1,
  primary key (center_id, id)
)
"""

_REGISTRATIONS = """
create table registrations (
  center_id uuid not null,
  id uuid not null,
  event_id uuid not null,
  resident_id uuid,
  state text not null check (state in ('registered', 'waiting', 'cancelled', 'walk_in')),
  channel text not null check (channel in ('web', 'paper', 'phone', 'visit')),
  made_at timestamptz not null,
  queued_at timestamptz,
  attended_at timestamptz,
  primary key (center_id, id),
  foreign key (center_id, event_id) references events (center_id, id)
)
"""

_FREE_PLACES = """
create table free_places (
  center_id uuid not null,
  event_id uuid not null,
  number bigint generated always as identity,
  primary key (center_id, event_id, number),
  foreign key (center_id, event_id) references events (center_id, id)
)
"""

_RESIDENTS = """
create table residents (
  center_id uuid not null,
  id uuid not null,
  erased boolean not null default false,
  primary key (center_id, id)
)
"""


def upgrade() -> None:
    """From nothing to the first slice."""
    create_kit(op)
    for statement in (_EVENTS, _REGISTRATIONS, _FREE_PLACES, _RESIDENTS):
        op.execute(statement)
    op.execute("create index events_by_start on events (center_id, starts_at, id)")
    op.execute(
        "create index events_by_organiser on events (center_id, organiser_id) where organiser_id is not null"
    )
    op.execute(
        """
        create unique index registrations_once on registrations (center_id, event_id, resident_id)
        where state <> 'cancelled'
        """
    )
    op.execute("create index registrations_by_event on registrations (center_id, event_id, id)")
    op.execute("create index registrations_by_resident on registrations (center_id, resident_id)")
    op.execute(
        """
        create index registrations_waiting on registrations (center_id, event_id, queued_at)
        where state = 'waiting'
        """
    )
    for table in ("events", "registrations", "free_places", "residents"):
        tenant_table(op, table)
