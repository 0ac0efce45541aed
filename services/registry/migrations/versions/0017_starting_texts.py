"""Starting articles and everyday words that have become better since a city was set up.

An article that nobody in the city has touched takes the text of its file, as a new version; one that somebody has
corrected or removed stays as they left it. Everyday words are added where they are missing.
"""

import runpy
from pathlib import Path

import sqlalchemy as sa
from alembic import op

revision = "0017"
down_revision = "0016"
branch_labels = None
depends_on = None

_FIRST = runpy.run_path(str(Path(__file__).with_name("0007_directory.py")))
"""How the files are read stands there."""

_TEXT = "topic, title, body, sources, true_on"
_CITY = _FIRST["_CITY"]
_RENEW = f"""
  update articles a set (topic, title, body, sources, true_on, changed_at, version)
    = (:topic, :title, :body, :sources, :true_on, now(), a.version + 1)
  where a.center_id = {_CITY} and a.id = :id
    and (a.topic, a.title, a.body, a.sources, a.true_on)
      is distinct from (:topic, :title, :body, cast(:sources as text[]), cast(:true_on as date))
    and not exists (select 1 from article_versions v
      where v.center_id = a.center_id and v.article_id = a.id and v.saved_by is not null)
"""
_KEEP = f"""
  insert into article_versions (center_id, article_id, {_TEXT}, saved_at, version)
  select center_id, id, {_TEXT}, changed_at, version from articles where center_id = {_CITY} and id = :id
  on conflict do nothing
"""
_SAY = """
  insert into directory_synonyms (id, said, means, said_words, means_words)
  select gen_random_uuid(), :said, :means, tsvector_to_array(to_tsvector('russian', replace(:said, 'ё', 'е'))),
    tsvector_to_array(to_tsvector('russian', replace(:means, 'ё', 'е')))
  on conflict do nothing
"""


def upgrade() -> None:
    """Takes the files as they are."""
    renew(op.get_bind())


def renew(connection: sa.Connection) -> None:
    """Articles in the city's own context, words for everybody."""
    connection.execute(sa.text(_FIRST["_ENTER_CITY"]))
    for file in sorted(_FIRST["_STARTING"].glob("*.md")):
        article = _FIRST["_read"](file.read_text(encoding="utf-8"))
        if connection.execute(sa.text(_RENEW), article).rowcount:
            connection.execute(sa.text(_KEEP), article)
    connection.execute(sa.text("select set_config('app.center', '', true)"))
    for line in _FIRST["_SYNONYMS"].read_text(encoding="utf-8").splitlines():
        said, _, means = line.partition(": ")
        connection.execute(sa.text(_SAY), {"said": said, "means": means})
