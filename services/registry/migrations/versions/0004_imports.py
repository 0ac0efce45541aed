"""Imports of lists kept elsewhere, and the log of chance meetings.

- `imports`, `import_rows`, `import_mappings`, `talks` are a center's own: only its tenant context sees them.
- `import_queue` says which import of which center waits for work by the clock: ids and counts, no row-level security.
- `import_rows` holds what people wrote about others until it is applied, mended or forgotten; what was applied
  keeps the row's number and the new person's id alone.
"""

from alembic import op

from shared.kit.schema import tenant_table

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    _imports()
    _rows()
    _mappings()
    _queue()
    _talks()


def _imports() -> None:
    op.execute(
        """
        create table imports (
          center_id uuid not null constraint imports_center_id_fkey references centers (id),
          id uuid not null,
          kind text not null check (kind in ('residents', 'houses')),
          state text not null check (
            state in ('queued', 'checking', 'ready', 'applying', 'applied', 'failed', 'cancelled')),
          file_name text not null,
          format text not null check (format in ('csv', 'xlsx')),
          encoding text,
          delimiter text,
          sheet text,
          headings text[] not null,
          mapping jsonb,
          code text,
          rows integer not null,
          checked integer not null,
          accepted integer not null,
          rejected integer not null,
          duplicates integer not null,
          applied integer not null,
          made_by uuid not null,
          made_at timestamptz not null,
          changed_at timestamptz not null,
          version integer not null,
          primary key (center_id, id)
        )
        """
    )
    tenant_table(op, "imports")


def _rows() -> None:
    op.execute(
        """
        create table import_rows (
          center_id uuid not null,
          import_id uuid not null,
          row integer not null,
          cells text[] not null,
          formulas smallint[] not null,
          state text not null check (state in ('new', 'accepted', 'rejected', 'duplicate', 'applied')),
          value jsonb,
          problems jsonb,
          thing_id uuid,
          phone text,
          mail text,
          name text,
          twin_row integer,
          twin_id uuid,
          twin_by text check (twin_by in ('phone', 'mail', 'name', 'address')),
          primary key (center_id, import_id, row),
          foreign key (center_id, import_id) references imports (center_id, id) on delete cascade
        )
        """
    )
    op.execute("create index import_rows_state on import_rows (center_id, import_id, state, row)")
    tenant_table(op, "import_rows")


def _mappings() -> None:
    op.execute(
        """
        create table import_mappings (
          center_id uuid not null,
          kind text not null,
          headings text not null,
          mapping jsonb not null,
          kept_at timestamptz not null,
          primary key (center_id, kind, headings)
        )
        """
    )
    tenant_table(op, "import_mappings")


def _queue() -> None:
    op.execute(
        """
        create table import_queue (
          import_id uuid primary key,
          center_id uuid not null,
          failures integer not null default 0,
          due_at timestamptz not null default now()
        )
        """
    )


def _talks() -> None:
    op.execute(
        """
        create table talks (
          center_id uuid not null constraint talks_center_id_fkey references centers (id),
          id uuid not null,
          kind text not null check (kind in ('need', 'appeal', 'idea', 'note')),
          state text not null check (state in ('waiting', 'placed', 'kept')),
          words text not null,
          house_id uuid,
          resident_id uuid,
          need_id uuid,
          talked_at timestamptz not null,
          noted_by uuid not null,
          noted_at timestamptz not null,
          version integer not null,
          primary key (center_id, id),
          foreign key (center_id, house_id) references houses (center_id, id),
          foreign key (center_id, resident_id) references residents (center_id, id) on delete cascade,
          check ((state = 'kept') = (kind = 'note')),
          check (need_id is null or kind = 'need')
        )
        """
    )
    op.execute("create index talks_resident on talks (center_id, resident_id)")
    op.execute("create index talks_house on talks (center_id, house_id)")
    tenant_table(op, "talks")
