"""One telephone for two: a contact may stand on several cards, and opens the card of its one holder alone; and a list
of neighbors has room for somebody who has no telephone at all and is knocked up instead."""

from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None


def upgrade() -> None:
    for statement in (
        "alter table resident_contacts add column shared boolean not null default false",
        "drop index resident_contacts_value_key",
        """
        create unique index resident_contacts_value_key on resident_contacts (center_id, value)
          where kind <> 'messenger' and not shared
        """,
        """
        create unique index resident_contacts_once_key on resident_contacts (center_id, resident_id, value)
          where kind <> 'messenger'
        """,
        "alter table list_members alter column contact_id drop not null",
    ):
        op.execute(statement)
