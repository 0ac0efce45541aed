"""Which uses of their data residents agreed to, and which they took back."""

from alembic import op

from shared.kit.consents import create_consents

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    create_consents(op)
