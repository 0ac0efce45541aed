"""Days of appeals that an edition of the law has changed are reckoned center by center, and none is forgotten."""

from alembic import op

revision = "0010"
down_revision = "0009"


def upgrade() -> None:
    """A center stands here from the change of an edition until its appeals have been reckoned anew."""
    op.execute("create table centers_to_reckon (id uuid primary key)")
