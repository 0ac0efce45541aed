"""A telephone that several share is found as quickly as one that is somebody's own."""

from alembic import op

revision = "0019"
down_revision = "0018"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.execute("create index resident_contacts_of_value on resident_contacts (center_id, value)")
