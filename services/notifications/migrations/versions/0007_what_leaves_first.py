"""What leaves first where much is due."""

from alembic import op

revision = "0007"
down_revision = "0006"


def upgrade() -> None:
    """What is on its way already leaves in the order in which it is due."""
    op.execute("alter table deliveries add rank smallint not null default 1")
    op.execute("create index deliveries_next on deliveries (center_id, rank, due_at) where state = 'due'")
