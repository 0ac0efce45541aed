"""In which texts of the center the name of somebody who was erased may still stand; never the name itself."""

from alembic import op

from shared.kit.schema import tenant_table

revision = "0018"
down_revision = "0017"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """One row a text, until a manager has looked at it."""
    op.execute(
        """
        create table erasure_mentions (
          center_id uuid not null,
          erasure_id uuid not null,
          place text not null check (place in
            ('article', 'organisation', 'partner', 'directory', 'list', 'forming', 'talk')),
          thing_id uuid not null,
          cleared_at timestamptz,
          primary key (center_id, erasure_id, place, thing_id),
          foreign key (center_id, erasure_id) references erasures (center_id, id) on delete cascade
        )
        """
    )
    tenant_table(op, "erasure_mentions")
