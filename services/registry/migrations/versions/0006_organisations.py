"""Communities, organisations, memberships, what the law asks of them, councils in the making."""

from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.execute("select 1")
