"""Ideas, and who would have them so."""

from alembic import op

from shared.kit.schema import tenant_table

revision = "0007"
down_revision = "0006"

_IDEAS = """
create table ideas (
  center_id uuid not null,
  id uuid not null,
  title text not null,
  words text not null,
  house_id uuid,
  resident_id uuid,
  channel text not null check (channel in ('web', 'paper', 'phone', 'visit')),
  state text not null check (state in ('idea', 'withdrawn')),
  offered_at timestamptz not null,
  withdrawn_at timestamptz,
  version integer not null,
  primary key (center_id, id),
  check ((state = 'withdrawn') = (withdrawn_at is not null))
)
"""

_SUPPORTS = """
create table idea_supports (
  center_id uuid not null,
  idea_id uuid not null,
  resident_id uuid not null,
  supported_at timestamptz not null,
  primary key (center_id, idea_id, resident_id),
  foreign key (center_id, idea_id) references ideas (center_id, id) on delete cascade
)
"""


def upgrade() -> None:
    """Houses are the registry's: bare ids here."""
    op.execute(_IDEAS)
    op.execute(_SUPPORTS)
    op.execute("create index ideas_by_resident on ideas (center_id, resident_id)")
    op.execute("create index idea_supports_by_resident on idea_supports (center_id, resident_id)")
    tenant_table(op, "ideas")
    tenant_table(op, "idea_supports")
