"""An event may be of one house: its passport then names the next one."""

from alembic import op

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    """A bare id: houses are the registry's, and the events of one that is gone are of no house."""
    op.execute("alter table events add column house_id uuid")
    op.execute(
        "create index events_house on events (center_id, house_id, starts_at) where house_id is not null"
    )
