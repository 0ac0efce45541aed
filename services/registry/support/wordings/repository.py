"""The words of entries, of questions and of synonyms; PostgreSQL's Russian stemmer makes them of texts.

The same statements serve every center: row-level security shows the words of the center in whose context they run,
and those of the city. Only equality is used, which leaves the indexes to it.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import Select, select, text
from sqlalchemy.ext.asyncio import AsyncSession

from services.registry.finding.spelling.model import in_russian, is_latin, other_layout, spellings
from services.registry.support.wordings.errors import SynonymNotFound
from services.registry.support.wordings.model import Synonym, one_slip, plain

MOST_COUNTED = 500
"""Of a word that stands in more entries than these, the weightiest are looked at."""

NOISE = 4
"""What is worth less than this part of the best answer only shares a common word with the question."""

FILTERS: Mapping[str, str] = {
    "level": "e.level = :level",
    "body": "e.body = :body",
    "support": ":support = any(e.support)",
    "due_by": "e.confirmed_on <= :due_by",
    "fresh_after": "e.confirmed_on > :fresh_after",
}
"""What may be wanted of the entries besides their words."""

_SLIP = 0.8
_MEANT_WORTH = 0.9

_WORDS = text("select tsvector_to_array(to_tsvector('russian', :text))")
_ASKED = text("""
select s.stem, min(w.raw) as raw,
  exists (select 1 from directory_words d where d.center_id = any(:owners) and d.word = s.stem) as known
from regexp_split_to_table(lower(:text), ' +') with ordinality as w (raw, place)
cross join lateral unnest(tsvector_to_array(to_tsvector('russian', w.raw))) as s (stem)
group by s.stem order by min(w.place)
""")
_SAID = text("select distinct word from directory_synonyms cross join unnest(said_words) as s (word)")
_MEANT = text("""
select said_words, means, means_words from directory_synonyms where said_words <@ cast(:words as text[]) order by said
""")
_LIKE = text("""
select distinct a.word, s.word
from unnest(cast(:typed as text[]), cast(:spellings as text[])) as a (word, spelling)
join directory_spellings s on s.center_id = any(:owners) and s.spelling = a.spelling
where exists (select 1 from directory_words w where w.center_id = any(:owners) and w.word = s.word)
""")
_FORGET = text("delete from directory_words where center_id = :center and entry_id = any(:entries)")
_KEEP = text("""
insert into directory_words (center_id, entry_id, word, weight, public)
select :center, entry, word, max(weight), bool_and(public)
from unnest(cast(:entries as uuid[]), cast(:texts as text[]), cast(:weights as smallint[]), cast(:public as boolean[]))
  as said (entry, text, weight, public)
cross join lateral unnest(tsvector_to_array(to_tsvector('russian', said.text))) as of_text (word)
where length(word) < 100 group by entry, word returning word
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
  select w.center_id, w.entry_id, a.term, a.word, w.weight * a.worth as worth
  from asked a
  cross join unnest(cast(:owners as uuid[])) as o (center_id)
  cross join lateral (
    select w.center_id, w.entry_id, w.weight from directory_words w
    where w.center_id = o.center_id and w.word = a.word {seen}
    order by w.weight desc, w.entry_id desc limit cast(:most as integer)
  ) as w
  {filtered}
), all_of_them as (
  select count(*)::real as number from (select from hits group by center_id, entry_id) as e
), rare as (
  select word, ln(1 + number / count(*)) ^ 2 as rarity from hits cross join all_of_them group by word, number
), of_terms as (
  select center_id, entry_id, term, sum(worth * rarity) as worth from hits join rare using (word) group by 1, 2, 3
), of_entries as (
  select center_id, entry_id, count(*) * 2 + sum(worth) as worth from of_terms group by 1, 2
)
select center_id, entry_id from of_entries
where worth * :noise >= (select max(worth) from of_entries)
order by worth desc, entry_id desc limit :limit
"""


@dataclass(frozen=True, slots=True)
class Findable:
    """An entry by what it is found: its texts, each with its weight."""

    id: UUID
    public: bool
    texts: Sequence[tuple[str, int]]


@dataclass(frozen=True, slots=True)
class Meant:
    """What everyday words mean: as it is said, and in stems."""

    means: str
    words: Sequence[str]


@dataclass(frozen=True, slots=True)
class Asked:
    """A question as the directory understands it: what each of its words may stand for, and how surely."""

    terms: Sequence[Mapping[str, float]]
    understood: Sequence[str]


async def words_of(session: AsyncSession, said: str) -> list[str]:
    """The stems of a text, without the words that everybody uses."""
    return list(await session.scalar(_WORDS, {"text": plain(said)}) or ())


async def keep_words(session: AsyncSession, center: UUID, entries: Sequence[Findable]) -> None:
    """Makes entries of one owner findable by their texts, and by nothing else."""
    said = [(one, said, weight) for one in entries for said, weight in one.texts]
    texts = {
        "entries": [one.id for one, _, _ in said],
        "texts": [plain(text) for _, text, _ in said],
        "weights": [weight for _, _, weight in said],
        "public": [one.public for one, _, _ in said],
    }
    await session.execute(_FORGET, {"center": center, "entries": [one.id for one in entries]})
    kept = set((await session.scalars(_KEEP, {"center": center, **texts})).all())
    pairs = [(spelling, word) for word in kept for spelling in spellings(word)]
    known = {"spellings": [one for one, _ in pairs], "words": [word for _, word in pairs]}
    await session.execute(_KEEP_SPELLINGS, {"center": center, **known})


async def understand(session: AsyncSession, owners: Sequence[UUID], question: str) -> Asked:
    """What the words of a question stand for: themselves, like words where they are unknown, and synonyms. What is
    unknown in Latin letters is read as Russian: word by word by its sound, all of it by the keys that were hit."""
    asked = await _understand(session, owners, question)
    if asked.terms or not is_latin(question.strip()[:1].lower()):
        return asked
    return await _understand(session, owners, other_layout(question))


async def _understand(session: AsyncSession, owners: Sequence[UUID], question: str) -> Asked:
    read = await _known_of(session, owners, plain(question))
    heard = [in_russian(raw) for _, raw, known in read if not known and is_latin(raw)]
    if heard:
        read = [*read, *await _known_of(session, owners, " ".join(heard))]
    words = {word: {word: 1.0} if known else {} for word, _, known in read}
    everyday = set(words)
    unknown = [(word, raw) for word, raw, known in read if not known]
    if unknown:
        said = set((await session.scalars(_SAID)).all())
        slips = [(word, raw) for word, raw in unknown if word not in said]
        for word, meant in await _like(session, owners, slips):
            words[word][meant] = _SLIP
        everyday |= {one for one in said for word, raw in slips if one_slip(one, word, raw)}
    synonyms = await meant_by(session, everyday)
    terms = list(words.values())
    for synonym in synonyms:
        taken = {word for term in terms for word in term}
        terms.append({word: _MEANT_WORTH for word in synonym.words if word not in taken})
    return Asked([term for term in terms if term], [one.means for one in synonyms])


async def _known_of(
    session: AsyncSession, owners: Sequence[UUID], question: str
) -> Sequence[tuple[str, str, bool]]:
    """The stems of a question, each with the word as it was written, and whether an entry has it."""
    found = await session.execute(_ASKED, {"owners": list(owners), "text": question})
    return [(row.stem, row.raw, row.known) for row in found]


async def read(session: AsyncSession, question: str) -> Sequence[tuple[str, str]]:
    """The stems of a question, each with the word as it was written."""
    return [(stem, raw) for stem, raw, _ in await _known_of(session, (), plain(question))]


async def meant_by(session: AsyncSession, words: Collection[str]) -> Sequence[Meant]:
    """The synonyms of which all words were said; one that says less than another of them adds nothing."""
    found = (await session.execute(_MEANT, {"words": list(words)})).all()
    said = [set(row.said_words) for row in found]
    return [
        Meant(row.means, row.means_words)
        for row, own in zip(found, said, strict=True)
        if not any(own < other for other in said)
    ]


async def _like(
    session: AsyncSession, owners: Sequence[UUID], words: Sequence[tuple[str, str]]
) -> Sequence[tuple[str, str]]:
    pairs = [(word, spelling) for word, raw in words for spelling in spellings(word) | spellings(raw)]
    if not pairs:
        return []
    typed = {"typed": [word for word, _ in pairs], "spellings": [one for _, one in pairs]}
    found = await session.execute(_LIKE, {"owners": list(owners), **typed})
    return [(word, meant) for word, meant in found]


async def best(
    session: AsyncSession,
    owners: Sequence[UUID],
    asked: Asked,
    limit: int,
    *,
    only_public: bool,
    conditions: Mapping[str, object],
) -> list[tuple[UUID, UUID]]:
    """The keys of the entries that answer best; `conditions` are keys of `FILTERS` and what must be true of them."""
    flat = [(word, term, worth) for term, words in enumerate(asked.terms) for word, worth in words.items()]
    if not flat:
        return []
    words, terms, worths = (list(column) for column in zip(*flat, strict=True))
    values = {
        "words": words, "terms": terms, "worths": worths, "owners": list(owners), "most": MOST_COUNTED,
        "noise": NOISE,
    }  # fmt: skip
    query = _RANK.format(seen="and w.public" if only_public else "", filtered=_filtered(conditions))
    found = await session.execute(text(query), {**values, **conditions, "limit": limit})
    return [(row.center_id, row.entry_id) for row in found]


def _filtered(conditions: Mapping[str, object]) -> str:
    if not conditions:
        return ""
    wanted = " and ".join(FILTERS[name] for name in conditions)
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
