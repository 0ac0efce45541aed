"""Projections of what the centers say, what is held for publication, and the published series."""

from alembic import op

from shared.kit.schema import create_kit

revision = "0001"
down_revision = None

_PROJECTIONS = """
create table centers (
  center_id uuid primary key,
  host text not null,
  opened_at timestamptz not null
);
create table houses (
  center_id uuid not null,
  id uuid not null,
  kind text not null,
  flats integer not null,
  said_at timestamptz not null,
  primary key (center_id, id)
);
create table residents (
  center_id uuid not null,
  id uuid not null,
  house_id uuid,
  adult boolean,
  said_at timestamptz,
  joined_at timestamptz,
  primary key (center_id, id)
);
create table offers (
  center_id uuid not null,
  id uuid not null,
  resident_id uuid,
  skill text,
  made_at timestamptz,
  withdrawn_at timestamptz,
  primary key (center_id, id)
);
create table needs (
  center_id uuid not null,
  id uuid not null,
  resident_id uuid,
  skill text,
  reason text,
  stated_at timestamptz,
  met_at timestamptz,
  unmet_at timestamptz,
  primary key (center_id, id)
);
create table matches (
  center_id uuid not null,
  id uuid not null,
  need_id uuid not null,
  offer_id uuid,
  asking_id uuid,
  helping_id uuid,
  proposed_at timestamptz,
  agreed_at timestamptz,
  declined_at timestamptz,
  completed_at timestamptz,
  primary key (center_id, id)
);
create table events (
  center_id uuid not null,
  id uuid not null,
  kind text,
  starts_at timestamptz,
  organiser_id uuid,
  resident_led boolean,
  planned_at timestamptz,
  cancelled_at timestamptz,
  primary key (center_id, id)
);
create table registrations (
  center_id uuid not null,
  id uuid not null,
  event_id uuid not null,
  resident_id uuid,
  waiting boolean,
  made_at timestamptz,
  promoted_at timestamptz,
  cancelled_at timestamptz,
  attended_at timestamptz,
  told_at timestamptz,
  primary key (center_id, id)
);
create table surveys (
  center_id uuid not null,
  id uuid not null,
  questionnaire text not null,
  sheets integer,
  opened_at timestamptz,
  closed_at timestamptz,
  primary key (center_id, id)
);
create table sheets (
  center_id uuid not null,
  id uuid not null,
  survey_id uuid not null,
  resident_id uuid,
  channel text not null,
  answered_at timestamptz not null,
  primary key (center_id, id)
);
create table forgotten (
  mark bytea primary key
);
create index needs_stated_at on needs (stated_at);
create index needs_unmet_at on needs (unmet_at) where unmet_at is not null;
create index matches_completed_at on matches (completed_at) where completed_at is not null;
create index matches_need on matches (center_id, need_id);
create index events_starts_at on events (starts_at);
create index registrations_attended_at on registrations (attended_at) where attended_at is not null;
create index registrations_event on registrations (center_id, event_id);
create index sheets_answered_at on sheets (answered_at);
create index offers_made_at on offers (made_at)
"""

_HEARD = """
create table heard (
  one boolean primary key default true check (one),
  facts bigint not null default 0,
  occurred_at timestamptz,
  applied_at timestamptz
) with (fillfactor = 10)
"""

_PUBLICATIONS = """
create table held (
  period text not null,
  indicator text not null,
  center_id uuid not null,
  part text not null,
  mark bytea not null,
  value integer not null,
  primary key (period, indicator, center_id, part, mark)
);
create table publications (
  period text not null,
  indicator text not null,
  version integer not null,
  taken_at timestamptz not null,
  rows jsonb not null,
  primary key (period, indicator, version)
);
create table looks (
  at_what text primary key,
  facts bigint not null,
  began_at timestamptz not null,
  seconds double precision not null
)
"""


def upgrade() -> None:
    create_kit(op)
    for script in (_PROJECTIONS, _HEARD, _PUBLICATIONS):
        for statement in script.split(";\n"):
            op.execute(statement)
