"""The words of entries, of questions and of synonyms; PostgreSQL's Russian stemmer makes them of texts.

The same statements serve every center: row-level security shows the words of the center in whose context they run,
and those of the city. Only equality is used, which leaves the indexes to it.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import Select, select, text
from sqlalchemy.ext.asyncio import AsyncSession

from services.registry.support.wordings.errors import SynonymNotFound
from services.registry.support.wordings.model import Synonym, plain, spellings

MOST_COUNTED = 1000
"""Of a word that stands in more entries than these, the weightiest are looked at."""

_WORDS = text("select tsvector_to_array(to_tsvector('russian', :text))")
_ASKED = text("""
select word, means, said,
  exists (select 1 from directory_words w where w.center_id = any(:owners) and w.word = a.word)
from unnest(tsvector_to_array(to_tsvector('russian', :text))) as a (word)
cross join lateral (
  select coalesce(array_agg(distinct m.word), '{}') as means, coalesce(array_agg(distinct s.means), '{}') as said
  from directory_synonyms s cross join unnest(s.means_words) as m (word)
  where s.said_words[1] = a.word and s.said_words <@ tsvector_to_array(to_tsvector('russian', :text))
) as s
""")
_LIKE = text("""
select distinct a.word, s.word
from unnest(cast(:typed as text[]), cast(:spellings as text[])) as a (word, spelling)
join directory_spellings s on s.center_id = any(:owners) and s.spelling = a.spelling
where exists (select 1 from directory_words w where w.center_id = any(:owners) and w.word = s.word)
""")
_FORGET = text("delete from directory_words where center_id = :center and entry_id = :entry")
_KEEP = text("""
insert into directory_words (center_id, entry_id, word, weight, public)
select :center, :entry, word, max(weight), :public
from unnest(cast(:texts as text[]), cast(:weights as smallint[])) as said (text, weight)
cross join lateral unnest(tsvector_to_array(to_tsvector('russian', said.text))) as of_text (word)
where length(word) < 100 group by word returning word
""")
_KEEP_SPELLINGS = text("""
insert into directory_spellings (center_id, spelling, word)
select :center, spelling, word from unnest(cast(:spellings as text[]), cast(:words as text[])) as s (spelling, word)
on conflict do nothing
""")
_RANK = """
with asked as (
  select * from unnest(cast(:words as text[]), cast(:terms as integer[]), cast(:worths as real[]))
    as a (word, term, worth)
), hits as (
  select w.center_id, w.entry_id, a.term, max(w.weight * a.worth) as worth
  from asked a
  cross join unnest(cast(:owners as uuid[])) as o (center_id)
  cross join lateral (
    select w.center_id, w.entry_id, w.weight from directory_words w
    where w.center_id = o.center_id and w.word = a.word {seen}
    order by w.weight desc, w.entry_id desc limit cast(:most as integer)
  ) as w
  {filtered}
  group by 1, 2, 3
), rare as (
  select term, ln(2 + cast(:most as integer)::real / count(*)) as rarity from hits group by term
)
select center_id, entry_id from hits join rare using (term)
group by 1, 2 order by count(*) * 2 + sum(worth * rarity) desc, entry_id desc limit :limit
"""


@dataclass(frozen=True, slots=True)
class Asked:
    """A question as the directory understands it: what each of its words may stand for, and how surely."""

    terms: Sequence[Mapping[str, float]]
    understood: Sequence[str]


async def words_of(session: AsyncSession, said: str) -> list[str]:
    """The stems of a text, without the words that everybody uses."""
    return list(await session.scalar(_WORDS, {"text": plain(said)}) or ())


async def keep_words(
    session: AsyncSession, center: UUID, entry: UUID, texts: Sequence[tuple[str, int]], *, public: bool
) -> None:
    """Makes an entry findable by these texts, each with its weight, and by nothing else."""
    key = {"center": center, "entry": entry}
    await session.execute(_FORGET, key)
    said = {"texts": [plain(one) for one, _ in texts], "weights": [weight for _, weight in texts]}
    kept = (await session.scalars(_KEEP, {**key, **said, "public": public})).all()
    pairs = [(spelling, word) for word in kept for spelling in spellings(word)]
    known = {"spellings": [one for one, _ in pairs], "words": [word for _, word in pairs]}
    await session.execute(_KEEP_SPELLINGS, {"center": center, **known})


async def understand(session: AsyncSession, owners: Sequence[UUID], question: str) -> Asked:
    """What the words of a question stand for: themselves, synonyms, and, where unknown, like words."""
    found = (await session.execute(_ASKED, {"owners": list(owners), "text": plain(question)})).all()
    unknown = [word for word, means, _, known in found if not known and not means]
    like = await _like(session, owners, unknown)
    terms: list[Mapping[str, float]] = []
    understood: list[str] = []
    for word, means, said, known in found:
        term = {word: 1.0} if known else {}
        terms.append(term | dict.fromkeys(like.get(word, ()), 0.8))
        terms.extend({one: 0.9} for one in dict.fromkeys(means) if one != word)
        understood += said
    return Asked([term for term in terms if term], understood)


async def _like(
    session: AsyncSession, owners: Sequence[UUID], words: Sequence[str]
) -> Mapping[str, Sequence[str]]:
    pairs = [(word, spelling) for word in words for spelling in spellings(word)]
    if not pairs:
        return {}
    typed = {"typed": [word for word, _ in pairs], "spellings": [one for _, one in pairs]}
    found: dict[str, list[str]] = {}
    for word, meant in await session.execute(_LIKE, {"owners": list(owners), **typed}):
        found.setdefault(word, []).append(meant)
    return found


async def best(
    session: AsyncSession,
    owners: Sequence[UUID],
    asked: Asked,
    limit: int,
    *,
    only_public: bool,
    conditions: Mapping[str, str],
) -> list[tuple[UUID, UUID]]:
    """The keys of the entries that answer best; `conditions` are columns of entries and what they must be."""
    flat = [(word, term, worth) for term, words in enumerate(asked.terms) for word, worth in words.items()]
    if not flat:
        return []
    words, terms, worths = (list(column) for column in zip(*flat, strict=True))
    values = {"words": words, "terms": terms, "worths": worths, "owners": list(owners), "most": MOST_COUNTED}
    query = _RANK.format(seen="and w.public" if only_public else "", filtered=_filtered(conditions))
    found = await session.execute(text(query), {**values, **conditions, "limit": limit})
    return [(row.center_id, row.entry_id) for row in found]


def _filtered(conditions: Mapping[str, str]) -> str:
    if not conditions:
        return ""
    said = {"level": "e.level = :level", "body": "e.body = :body", "support": ":support = any(e.support)"}
    wanted = " and ".join(said[name] for name in conditions)
    return f"join directory_entries e on e.center_id = w.center_id and e.id = w.entry_id and {wanted}"


def all_synonyms() -> Select[Synonym]:
    """The whole list."""
    return select(Synonym)


async def get_synonym(session: AsyncSession, synonym: UUID) -> Synonym:
    """Raises SynonymNotFound."""
    found = await session.get(Synonym, synonym)
    if found is None:
        raise SynonymNotFound
    return found
