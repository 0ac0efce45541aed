"""Search over people, organisations and houses; likely duplicates; merges and what they moved.

All these tables are a center's own: only its tenant context sees them. Nothing here leads around that: things are found
by equality and order of text alone, which keep their indexes under row-level security (docs/adr/0013).
"""

from alembic import op

from shared.kit.merging import create_merging
from shared.kit.schema import tenant_table

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

_SEARCH = (
    """
    create table search_entries (
      center_id uuid not null,
      kind text not null check (kind in ('person', 'house', 'organisation')),
      id uuid not null,
      title text not null,
      note text not null,
      line text not null,
      rules smallint not null,
      primary key (center_id, kind, id)
    )
    """,
    """
    create table search_words (
      center_id uuid not null,
      word text collate "C" not null,
      kind text not null,
      id uuid not null,
      primary key (center_id, word, kind, id)
    )
    """,
    "create index search_words_of on search_words (center_id, kind, id)",
    """
    create table search_vocabulary (
      center_id uuid not null,
      word text collate "C" not null,
      stem text collate "C" not null,
      sound text collate "C" not null,
      primary key (center_id, word)
    )
    """,
    "create index search_vocabulary_stem on search_vocabulary (center_id, stem)",
    "create index search_vocabulary_sound on search_vocabulary (center_id, sound)",
    """
    create table search_spellings (
      center_id uuid not null,
      spelling text collate "C" not null,
      word text collate "C" not null,
      primary key (center_id, spelling, word)
    )
    """,
    "create index search_spellings_word on search_spellings (center_id, word)",
)

_TWINS = (
    """
    create table twin_keys (
      center_id uuid not null,
      key text collate "C" not null,
      resident_id uuid not null,
      primary key (center_id, key, resident_id),
      constraint twin_keys_resident_fkey
        foreign key (center_id, resident_id) references residents (center_id, id) on delete cascade
    )
    """,
    "create index twin_keys_of on twin_keys (center_id, resident_id)",
    """
    create table twins (
      center_id uuid not null,
      one_id uuid not null,
      other_id uuid not null,
      state text not null check (state in ('likely', 'different')),
      weight smallint not null,
      reasons text[] not null,
      noticed_at timestamptz not null,
      decided_by uuid,
      decided_at timestamptz,
      primary key (center_id, one_id, other_id),
      check (one_id < other_id),
      check ((decided_at is not null) = (state = 'different')),
      foreign key (center_id, one_id) references residents (center_id, id) on delete cascade,
      foreign key (center_id, other_id) references residents (center_id, id) on delete cascade
    )
    """,
    "create index twins_other on twins (center_id, other_id)",
    "create index twins_likely on twins (center_id, weight desc, one_id, other_id) where state = 'likely'",
    """
    create table twins_to_look_for (
      center_id uuid not null,
      resident_id uuid not null,
      primary key (center_id, resident_id),
      foreign key (center_id, resident_id) references residents (center_id, id) on delete cascade
    )
    """,
)

_MERGES = (
    """
    create table merges (
      center_id uuid not null,
      id uuid not null,
      kept_id uuid not null,
      gone_id uuid not null,
      gone_name text not null,
      reason text not null,
      made_by uuid not null,
      made_at timestamptz not null,
      until timestamptz not null,
      undone_at timestamptz,
      undone_by uuid,
      version integer not null,
      primary key (center_id, id)
    )
    """,
    "create index merges_kept on merges (center_id, kept_id)",
    "create unique index merges_gone on merges (center_id, gone_id) where undone_at is null",
    "create index merges_until on merges (center_id, until)",
)


def upgrade() -> None:
    op.execute("create extension if not exists pg_trgm")
    for statement in (*_SEARCH, *_TWINS, *_MERGES):
        op.execute(statement)
    for table in (
        "search_entries", "search_words", "search_vocabulary", "search_spellings",
        "twin_keys", "twins", "twins_to_look_for", "merges",
    ):  # fmt: skip
        tenant_table(op, table)
    create_merging(op)
    op.execute("drop table resident_words")
