"""A list may correct what is entered already; how many of its rows do, and of how many the shares conflict, is kept."""

from alembic import op

revision = "0024"
down_revision = "0023"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.execute(
        "alter table imports add column changes integer not null default 0,"
        " add column conflicts integer not null default 0"
    )
