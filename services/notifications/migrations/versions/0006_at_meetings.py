"""What is told when people meet anyway, and how and on which day somebody was told."""

from alembic import op

revision = "0006"
down_revision = "0005"


def upgrade() -> None:
    """Calls that are owed already are calls; of those that were made nobody noted more than when."""
    op.execute("""
    alter table calls
      add at_meeting boolean not null default false,
      add told_way text check (told_way in ('phone', 'visit')),
      add told_on date
    """)
    op.execute("drop index calls_to_make")
    op.execute("create index calls_to_make on calls (center_id, at_meeting, id) where done_at is null")
    op.execute("create index calls_of on calls (center_id, resident_id)")
