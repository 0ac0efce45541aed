"""Lists of organisations and of the directory come in by the machine that takes residents and houses; a row may hold
several telephones and mails; a list says how many of its people may be on record already."""

from alembic import op

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None


def upgrade() -> None:
    for statement in (
        "alter table imports drop constraint imports_kind_check",
        """
        alter table imports add constraint imports_kind_check
          check (kind in ('residents', 'houses', 'organisations', 'directory'))
        """,
        "alter table imports add column alike integer not null default 0",
        "alter table import_rows add column contacts text[] not null default '{}'",
        "update import_rows set contacts = array_remove(array[phone, mail], null)",
        "alter table import_rows drop column phone, drop column mail",
    ):
        op.execute(statement)
