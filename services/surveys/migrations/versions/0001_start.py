"""Surveys with the questions they were opened with, their sheets, who answered anonymously, known residents."""

from typing import get_args

from alembic import op

from shared.contracts.codes import Channel, QuestionnaireCode
from shared.kit.schema import create_kit, tenant_table

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def _one_of(codes: object) -> str:
    return ", ".join(f"'{code}'" for code in get_args(codes))


_SURVEYS = f"""
create table surveys (
  center_id uuid not null,
  id uuid not null,
  questionnaire text not null check (questionnaire in ({_one_of(QuestionnaireCode)}, 'own')),
  summary jsonb not null,
  content jsonb not null,
  anonymous boolean not null,
  state text not null check (state in ('draft', 'open', 'closed')),
  made_at timestamptz not null,
  opened_at timestamptz,
  closes_at timestamptz,
  closed_at timestamptz,
  paper_received integer not null check (paper_received between 0 and 100000),
  version integer not null,
  primary key (center_id, id),
  check ((opened_at is not null) = (state <> 'draft')),
  check ((closed_at is not null) = (state = 'closed'))
)
"""

_SHEETS = f"""
create table sheets (
  center_id uuid not null,
  survey_id uuid not null,
  id uuid not null,
  resident_id uuid,
  channel text not null check (channel in ({_one_of(Channel)})),
  number text check (length(number) between 1 and 40),
  entered_by uuid,
  answered_at timestamptz not null,
  consents text[] not null,
  answers jsonb not null,
  primary key (center_id, survey_id, id),
  check ((entered_by is null) = (channel = 'web'))
)
"""
"""No foreign key to the survey: the one statement that adds a sheet reads the survey's row and locks it against
closing, surveys are never deleted, and a second check of the same row costs a tenth of the whole answer."""

_ANSWERED = """
create table answered (
  center_id uuid not null,
  survey_id uuid not null,
  resident_id uuid not null,
  primary key (center_id, survey_id, resident_id)
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

_CLOSING_DATES = """
create table closing_dates (
  survey_id uuid primary key,
  of_center uuid not null,
  closes_at timestamptz not null
)
"""
"""What the clock reads, across centers: no person and no content, so no row of a tenant."""

_INDEXES = (
    # one sheet a person, and all sheets of one person when they are erased
    "create unique index sheets_of_resident on sheets (center_id, resident_id, survey_id)"
    " where resident_id is not null",
    # one entry of one paper sheet
    "create unique index sheets_by_number on sheets (center_id, survey_id, number) where number is not null",
    "create index answered_by_resident on answered (center_id, resident_id)",
    "create index closing_dates_due on closing_dates (closes_at)",
)


def upgrade() -> None:
    create_kit(op)
    for table, script in (
        ("surveys", _SURVEYS), ("sheets", _SHEETS), ("answered", _ANSWERED), ("residents", _RESIDENTS)
    ):  # fmt: skip
        op.execute(script)
        tenant_table(op, table)
    op.execute(_CLOSING_DATES)
    for index in _INDEXES:
        op.execute(index)
