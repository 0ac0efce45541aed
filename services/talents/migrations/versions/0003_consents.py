"""Which uses of their data residents agreed to, and which they took back."""

from alembic import op

from shared.kit.consents import create_consents

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    """Whoever took their consent back is known as such where offers and needs are written, in the same statement."""
    create_consents(op)
    op.execute("alter table residents add column refused boolean not null default false")
