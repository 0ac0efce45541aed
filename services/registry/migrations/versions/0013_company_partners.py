"""A partner's card may stand for a management company, whose worker then sees the houses of that company."""

from alembic import op

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """The company is one of the center's organisations; the card outlives it."""
    op.execute(
        """
        alter table partners
          add column company_id uuid,
          add constraint partners_company_id_fkey foreign key (center_id, company_id)
            references organisations (center_id, id) on delete set null (company_id)
        """
    )
