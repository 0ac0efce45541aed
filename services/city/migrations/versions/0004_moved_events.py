"""Events that were moved: when they now begin, beside what was planned."""

from alembic import op

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    op.execute("alter table events add column moved_to timestamptz, add column moved_at timestamptz")
    op.execute("drop index events_starts_at")
    op.execute("create index events_begins on events (coalesce(moved_to, starts_at))")
