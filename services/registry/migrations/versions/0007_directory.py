"""The dispatcher's directory, partners, and the knowledge base.

Whose rows are whose:

- `directory_entries` and `articles` belong to a center or to the city, whose id is nil (all zeros). What is the
  city's is read in every tenant context and written in the city's own, which managers and operators enter knowingly.
- `directory_words` and `directory_spellings` follow their entry: equality of `center_id` and `word` is leakproof, so
  row-level security leaves their indexes to the search (it would hide a GIN index, see ADR 0007).
- An article of a center is read by all only while its author center's consent stands (`shared`).
- `article_trials` are told to all who can read the article (`told`), and written by the center that tried.
- `partners` with what belongs to them are a center's own.
- `directory_synonyms` belong to everybody: everyday words and the words of the directory.

The starting articles and synonyms are files; those that are there when this runs become the city's.
"""

import json
from datetime import date
from pathlib import Path

import sqlalchemy as sa
from alembic import op

from shared.kit.schema import tenant_table

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

_CITY = "'00000000-0000-0000-0000-000000000000'::uuid"

_REGISTRY = Path(__file__).parents[2]
_STARTING = _REGISTRY / "support" / "articles" / "starting"
_SYNONYMS = _REGISTRY / "support" / "wordings" / "starting" / "synonyms.txt"
_ENTER_CITY = "select set_config('app.center', '00000000-0000-0000-0000-000000000000', true)"
_TEXT = "topic, title, body, sources, true_on"
_PUT_ARTICLE = f"""
  insert into articles (center_id, id, {_TEXT}, published, shared, changed_at, version)
  values ({_CITY}, :id, :topic, :title, :body, :sources, :true_on, true, true, now(), 1) on conflict do nothing
"""
_PUT_VERSION = f"""
  insert into article_versions (center_id, article_id, {_TEXT}, saved_at, version)
  values ({_CITY}, :id, :topic, :title, :body, :sources, :true_on, now(), 1) on conflict do nothing
"""


def upgrade() -> None:
    _entries()
    _words()
    _partners()
    _articles()
    _starting_articles()


def _entries() -> None:
    op.execute(
        """
        create table directory_entries (
          center_id uuid not null,
          id uuid not null,
          name text not null,
          also text not null,
          about text not null,
          level text not null check (level in ('local', 'city', 'national')),
          body text not null check (body in ('state', 'ngo', 'departmental', 'municipal')),
          support text[] not null check (
            cardinality(support) > 0
            and support <@ array['informational', 'organisational', 'financial', 'moral']),
          site text,
          mail text,
          services jsonb not null,
          places jsonb not null,
          phones jsonb not null,
          contacts jsonb not null,
          note text not null,
          public boolean not null,
          confirmed_on date not null,
          confirmed_by uuid,
          changed_at timestamptz not null,
          version integer not null,
          primary key (center_id, id)
        )
        """
    )
    op.execute("create index directory_entries_confirmed on directory_entries (center_id, confirmed_on)")
    tenant_table(op, "directory_entries")
    _read_by_all("directory_entries", f"center_id = {_CITY}")


def _words() -> None:
    op.execute(
        """
        create table directory_words (
          center_id uuid not null,
          word text collate "C" not null,
          entry_id uuid not null,
          weight smallint not null,
          public boolean not null,
          primary key (center_id, entry_id, word),
          foreign key (center_id, entry_id) references directory_entries (center_id, id) on delete cascade
        )
        """
    )
    op.execute(
        "create index directory_words_word on directory_words (center_id, word, weight desc, entry_id desc)"
        " include (public)"
    )
    op.execute(
        """
        create table directory_spellings (
          center_id uuid not null,
          spelling text collate "C" not null,
          word text collate "C" not null,
          primary key (center_id, spelling, word)
        )
        """
    )
    for table in ("directory_words", "directory_spellings"):
        tenant_table(op, table)
        _read_by_all(table, f"center_id = {_CITY}")
    op.execute(
        """
        create table directory_synonyms (
          id uuid primary key,
          said text not null,
          means text not null,
          said_words text[] not null check (cardinality(said_words) > 0),
          means_words text[] not null check (cardinality(means_words) > 0),
          constraint directory_synonyms_said_key unique (said)
        )
        """
    )
    for line in _SYNONYMS.read_text(encoding="utf-8").splitlines():
        said, _, means = line.partition(": ")
        op.execute(
            "insert into directory_synonyms (id, said, means, said_words, means_words)"
            f" select gen_random_uuid(), '{said}', '{means}', {_lexemes(said)}, {_lexemes(means)}"
        )


def _lexemes(text: str) -> str:
    return f"tsvector_to_array(to_tsvector('russian', '{text.replace('ё', 'е')}'))"


def _partners() -> None:
    op.execute(
        """
        create table partners (
          center_id uuid not null constraint partners_center_id_fkey references centers (id),
          id uuid not null,
          name text not null,
          kind text not null check (
            kind in ('school', 'library', 'social', 'leisure', 'business', 'deputy', 'municipal', 'other')),
          about text not null,
          contacts jsonb not null,
          account_id uuid,
          next_contact_on date,
          note text not null,
          changed_at timestamptz not null,
          version integer not null,
          primary key (center_id, id),
          constraint partners_name_key unique (center_id, name)
        )
        """
    )
    op.execute("create index partners_next_contact on partners (center_id, next_contact_on)")
    op.execute(
        """
        create table partner_agreements (
          center_id uuid not null,
          id uuid not null,
          partner_id uuid not null,
          number text not null,
          signed_on date not null,
          until date,
          ours text not null,
          theirs text not null,
          document text not null,
          version integer not null,
          primary key (center_id, id),
          constraint partner_agreements_number_key unique (center_id, partner_id, number),
          check (until is null or until >= signed_on),
          foreign key (center_id, partner_id) references partners (center_id, id) on delete cascade
        )
        """
    )
    op.execute(
        """
        create table partner_doings (
          center_id uuid not null,
          id uuid not null,
          partner_id uuid not null,
          done_on date not null,
          what text not null,
          result text not null,
          primary key (center_id, id),
          foreign key (center_id, partner_id) references partners (center_id, id) on delete cascade
        )
        """
    )
    op.execute("create index partner_doings_partner on partner_doings (center_id, partner_id, done_on desc)")
    for table in ("partners", "partner_agreements", "partner_doings"):
        tenant_table(op, table)


def _articles() -> None:
    op.execute(
        """
        create table articles (
          center_id uuid not null,
          id uuid not null,
          topic text not null check (
            topic in ('government', 'housing', 'rules', 'mediation', 'economy', 'safety')),
          title text not null,
          body text not null,
          sources text[] not null,
          true_on date not null,
          published boolean not null,
          shared boolean not null default false,
          words tsvector not null generated always as (
            setweight(to_tsvector('russian', translate(title, 'ёЁ«»„“”–—/', 'еЕ        ')), 'A')
            || to_tsvector('russian', translate(body, 'ёЁ«»„“”–—/', 'еЕ        '))) stored,
          changed_at timestamptz not null,
          version integer not null,
          primary key (center_id, id)
        )
        """
    )
    op.execute(
        """
        create table article_versions (
          center_id uuid not null,
          article_id uuid not null,
          version integer not null,
          topic text not null,
          title text not null,
          body text not null,
          sources text[] not null,
          true_on date not null,
          saved_at timestamptz not null,
          saved_by uuid,
          primary key (center_id, article_id, version),
          foreign key (center_id, article_id) references articles (center_id, id) on delete cascade
        )
        """
    )
    op.execute(
        """
        create table article_consents (
          center_id uuid not null,
          id uuid not null,
          article_id uuid not null,
          given_at timestamptz not null,
          given_by uuid not null,
          withdrawn_at timestamptz,
          withdrawn_by uuid,
          primary key (center_id, id),
          foreign key (center_id, article_id) references articles (center_id, id) on delete cascade
        )
        """
    )
    op.execute(
        """
        create table article_trials (
          center_id uuid not null,
          article_id uuid not null,
          outcome text not null check (outcome in ('worked', 'partly', 'not_yet')),
          result text not null,
          tried_on date not null,
          told boolean not null default false,
          changed_at timestamptz not null,
          version integer not null,
          primary key (center_id, article_id)
        )
        """
    )
    op.execute("create index article_trials_article on article_trials (article_id)")
    for table in ("articles", "article_versions", "article_consents", "article_trials"):
        tenant_table(op, table)
    _read_by_all("articles", "shared")
    _read_by_all("article_trials", "told")


def _starting_articles() -> None:
    op.execute(_ENTER_CITY)
    for file in sorted(_STARTING.glob("*.md")):
        article = _read(file.read_text(encoding="utf-8"))
        for put in (_PUT_ARTICLE, _PUT_VERSION):
            op.get_bind().execute(sa.text(put), article)
    op.execute("select set_config('app.center', '', true)")


def _read(text: str) -> dict[str, object]:
    """An article of its file: lines of `name: value` and a list of sources between two rules, then Markdown."""
    _, head, body = text.split("---\n", 2)
    known: dict[str, str] = {}
    sources: list[str] = []
    for line in head.splitlines():
        if line.startswith("  - "):
            sources.append(_plain(line[4:]))
        else:
            name, _, value = line.partition(":")
            known[name] = _plain(value)
    known.pop("sources")
    return {
        **known,
        "sources": sources,
        "true_on": date.fromisoformat(known["true_on"]),
        "body": body.strip(),
    }


def _plain(value: str) -> str:
    value = value.strip()
    return str(json.loads(value)) if value.startswith('"') else value


def _read_by_all(table: str, when: str) -> None:
    op.execute(f"create policy read_by_all on {table} for select using ({when})")
