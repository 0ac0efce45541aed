"""A talk becomes not only a need, but an appeal or an idea too: its kind says which of them the id is."""

from alembic import op

revision = "0020"
down_revision = "0019"
branch_labels = None
depends_on = None

_OLD_CHECK = """
do $$ declare one text; begin
  for one in
    select conname from pg_constraint
    where conrelid = 'talks'::regclass and contype = 'c' and pg_get_constraintdef(oid) like '%need_id%'
  loop execute format('alter table talks drop constraint %I', one); end loop;
end $$
"""


def upgrade() -> None:
    op.execute(_OLD_CHECK)
    op.execute("alter table talks rename column need_id to became_id")
    op.execute("alter table talks add constraint talks_became check (became_id is null or kind <> 'note')")
