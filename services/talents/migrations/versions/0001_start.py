"""The bank of talents: residents as opaque ids, their offers and needs, and the matches between them."""

from typing import get_args

from alembic import op

from shared.contracts.codes import Channel, Skill, UnmetReason
from shared.kit.schema import create_kit, tenant_table

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def _one_of(codes: object) -> str:
    return ", ".join(f"'{code}'" for code in get_args(codes))


_RESIDENTS = """
create table residents (
  center_id uuid not null,
  id uuid not null,
  house_id uuid,
  asked_at timestamptz,
  helped integer not null default 0,
  erased boolean not null default false,
  primary key (center_id, id)
)
"""

_OFFERS = f"""
create table offers (
  center_id uuid not null,
  id uuid not null,
  resident_id uuid not null,
  house_id uuid,
  skill text not null check (skill in ({_one_of(Skill)})),
  details text not null check (length(details) <= 500),
  free smallint not null check (free between 0 and 15),
  channel text not null check (channel in ({_one_of(Channel)})),
  state text not null check (state in ('standing', 'withdrawn')),
  made_at timestamptz not null,
  asked_at timestamptz,
  lot smallint not null,
  version integer not null,
  primary key (center_id, id)
)
"""

_NEEDS = f"""
create table needs (
  center_id uuid not null,
  id uuid not null,
  resident_id uuid not null,
  house_id uuid,
  skill text not null check (skill in ({_one_of(Skill)})),
  details text not null check (length(details) <= 500),
  free smallint not null check (free between 0 and 15),
  channel text not null check (channel in ({_one_of(Channel)})),
  state text not null check (state in ('open', 'agreed', 'met', 'unmet')),
  reason text check (reason in ({_one_of(UnmetReason)})),
  candidates smallint not null,
  stated_at timestamptz not null,
  closed_at timestamptz,
  version integer not null,
  primary key (center_id, id),
  check ((reason is not null) = (state = 'unmet'))
)
"""

_MATCHES = f"""
create table matches (
  center_id uuid not null,
  id uuid not null,
  need_id uuid not null,
  offer_id uuid not null,
  asking_id uuid not null,
  helping_id uuid not null,
  skill text not null check (skill in ({_one_of(Skill)})),
  state text not null check (state in ('found', 'proposed', 'agreed', 'completed', 'declined')),
  common_times smallint not null check (common_times between 0 and 15),
  times_known boolean not null,
  same_house boolean not null,
  helper_asked_at timestamptz,
  helper_helped integer not null,
  found_at timestamptz not null,
  proposed_at timestamptz,
  asking_accepted_at timestamptz,
  helping_accepted_at timestamptz,
  agreed_at timestamptz,
  closed_at timestamptz,
  declined_by text check (declined_by in ('asking', 'helping')),
  version integer not null,
  primary key (center_id, id),
  foreign key (center_id, need_id) references needs (center_id, id),
  foreign key (center_id, offer_id) references offers (center_id, id),
  check (asking_id <> helping_id)
)
"""

_INDEXES = (
    # lists of one person
    "create index offers_of_resident on offers (center_id, resident_id, id)",
    "create index needs_of_resident on needs (center_id, resident_id, id)",
    "create index matches_of_asking on matches (center_id, asking_id, id)",
    "create index matches_of_helping on matches (center_id, helping_id, id)",
    # candidates for a need: by free time, those never asked by lot, the others by how long ago; and the nearest
    "create index offers_by_time on offers (center_id, skill, free, asked_at nulls first, lot)"
    " where state = 'standing'",
    "create index offers_by_house on offers (center_id, house_id, skill, asked_at nulls first, id)"
    " where state = 'standing'",
    # needs that still look for candidates, the oldest first
    "create index needs_looking on needs (center_id, skill, free, id) where state = 'open' and candidates < 3",
    # the desk, and the clock
    "create index needs_open on needs (center_id, state, id) where state in ('open', 'agreed')",
    "create index matches_in_work on matches (center_id, state, id) where state <> 'found'",
    # one proposal at a time, one offer once for a need
    "create unique index matches_one_pending on matches (center_id, need_id)"
    " where state in ('proposed', 'agreed')",
    "create unique index matches_of_need on matches (center_id, need_id, offer_id)",
    "create index matches_of_offer on matches (center_id, offer_id)",
)


def upgrade() -> None:
    create_kit(op)
    op.execute("create table centers (id uuid primary key)")
    for table, script in (
        ("residents", _RESIDENTS), ("offers", _OFFERS), ("needs", _NEEDS), ("matches", _MATCHES)
    ):  # fmt: skip
        op.execute(script)
        tenant_table(op, table)
    for index in _INDEXES:
        op.execute(index)
