"""On what a card is kept where it is not the person's consent; it goes with the person."""

from alembic import op

from shared.kit.schema import tenant_table

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """One basis a person; a consent in force stands before it."""
    op.execute(
        """
        create table card_bases (
          center_id uuid not null,
          resident_id uuid not null,
          basis text not null check (basis in ('agreement', 'law', 'vital')),
          words text not null check (length(words) between 1 and 200),
          stated_at timestamptz not null,
          stated_by uuid not null,
          primary key (center_id, resident_id),
          foreign key (center_id, resident_id) references residents (center_id, id) on delete cascade
        )
        """
    )
    tenant_table(op, "card_bases")
