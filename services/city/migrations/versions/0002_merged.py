"""Residents who turned out to be one person: who counts as whom."""

from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    op.execute(
        """
        create table merged (
          center_id uuid not null,
          id uuid not null,
          kept_id uuid,
          merged_at timestamptz,
          undone_at timestamptz,
          primary key (center_id, id)
        )
        """
    )
