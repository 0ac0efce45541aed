"""Lists of members, owners and partners come in by the machine that takes the others."""

from alembic import op

revision = "0023"
down_revision = "0022"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.execute("alter table imports drop constraint imports_kind_check")
    op.execute(
        """
        alter table imports add constraint imports_kind_check check (
          kind in ('residents', 'houses', 'organisations', 'members', 'owners', 'partners', 'directory'))
        """
    )
