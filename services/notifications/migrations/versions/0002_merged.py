"""Residents who turned out to be one person."""

from alembic import op

from shared.kit.merging import create_merging

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Who became whom, and what was moved with them."""
    create_merging(op)
