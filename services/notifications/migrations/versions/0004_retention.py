"""Which centers there are, so that the sweep by terms knows where to look."""

from alembic import op

from shared.kit.retention import create_centers

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    create_centers(op)
