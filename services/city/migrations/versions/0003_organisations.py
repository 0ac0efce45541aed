"""Organisations of residents, where they act, and who holds a role in them."""

from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    op.execute(
        """
        create table organisations (
          center_id uuid not null,
          id uuid not null,
          kind text,
          scale text,
          house_ids uuid[],
          active_since date,
          said_at timestamptz,
          dissolved_at timestamptz,
          primary key (center_id, id)
        )
        """
    )
    op.execute(
        """
        create table memberships (
          center_id uuid not null,
          id uuid not null,
          organisation_id uuid not null,
          resident_id uuid,
          role text not null,
          since date,
          begun_at timestamptz,
          ended_at timestamptz,
          primary key (center_id, id)
        )
        """
    )
    op.execute("create index memberships_resident on memberships (center_id, resident_id)")
