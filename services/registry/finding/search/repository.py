"""The words by which things are found, and the things themselves.

Everything here is looked up by equality and order of text: those operators are leakproof, so that row-level security
leaves them their indexes (docs/adr/0013). What one letter would hide is found by spellings that were kept, not by an
operator over all rows; pg_trgm only orders the few words that have one beginning.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncSession

from services.registry.finding.search.model import RULES, Entry, Found, Kind, Term
from services.registry.finding.spelling.model import closest, sound, spellings
from services.registry.people.names.model import LAST_LETTER
from shared.kit.database import CENTER

KEEPING = """
    given as (
      select * from unnest(cast(:kinds as text[]), cast(:ids as uuid[]), cast(:titles as text[]),
        cast(:notes as text[]), cast(:lines as text[])) as given (kind, id, title, note, line)
    ), word as (
      select * from unnest(cast(:of_kinds as text[]), cast(:of_ids as uuid[]), cast(:words as text[]))
        as word (kind, id, word)
    ), kept as (
      insert into search_entries (center_id, kind, id, title, note, line, rules)
      select :center, kind, id, title, note, line, :rules from given
      on conflict (center_id, kind, id) do update
        set title = excluded.title, note = excluded.note, line = excluded.line, rules = excluded.rules
    ), added as (
      insert into search_words (center_id, word, kind, id) select :center, word, kind, id from word
      on conflict do nothing
    ), learned as (
      insert into search_vocabulary (center_id, word, stem, sound)
      select :center, plain, coalesce((ts_lexize('russian_stem', plain))[1], plain), sound
      from unnest(cast(:plain as text[]), cast(:sounds as text[])) as told (plain, sound)
      order by plain
      on conflict do nothing
      returning word
    ), spelled as (
      insert into search_spellings (center_id, spelling, word)
      select :center, told.spelling, told.word
      from unnest(cast(:spellings as text[]), cast(:spelled as text[])) as told (spelling, word)
        join learned on learned.word = told.word
      on conflict do nothing
    )
"""
"""Parts of a statement that make new things findable; `kept_by` says what it is told."""

_KEEP = text(
    f"""
    with {KEEPING}, gone as (
      delete from search_words as old using given
      where old.center_id = :center and old.kind = given.kind and old.id = given.id
        and not exists (
          select from word where word.kind = old.kind and word.id = old.id and word.word = old.word)
      returning old.word
    )
    select word from gone
    """
)
_UNKNOWN = text(
    """
    select told.word from unnest(cast(:words as text[])) as told (word)
    where not exists (
      select from search_vocabulary as known where known.center_id = :center and known.word = told.word)
    """
)
_FORGET = text(
    """
    with gone as (
      delete from search_entries where center_id = :center and kind = :kind and id = :id
    )
    delete from search_words where center_id = :center and kind = :kind and id = :id returning word
    """
)
_UNLEARN = text(
    """
    with unused as (
      delete from search_vocabulary as known
      where known.center_id = :center and known.word = any(cast(:words as text[])) and not exists (
        select from search_words as used where used.center_id = :center and used.word = known.word)
      returning known.word
    )
    delete from search_spellings where center_id = :center and word in (select word from unused)
    """
)
_ALIKE = text(
    """
    select term.no, alike.word, alike.how
    from unnest(cast(:nos as integer[]), cast(:words as text[]), cast(:sounds as text[]), cast(:contacts as text[]))
        as term (no, word, sound, contact)
      cross join lateral (
        (select word, case when known.word = term.word then 'exact' else 'prefix' end as how
          from search_vocabulary as known
          where center_id = :center and known.word >= term.word and known.word < term.word || :last
          order by known.word limit 1000)
        union all
        (select word, 'stem' from search_vocabulary as known
          where center_id = :center
            and known.stem = coalesce((ts_lexize('russian_stem', term.word))[1], term.word)
          limit 100)
        union all
        (select word, 'sound' from search_vocabulary as known
          where center_id = :center and term.sound > '' and known.sound >= term.sound
            and known.sound < term.sound || :last
          order by known.sound limit 200)
        union all
        (select word, 'contact' from search_words as kept
          where center_id = :center and term.contact > '' and kept.word >= term.contact
            and kept.word < term.contact || :last
          order by kept.word limit 200)
      ) as alike
    """
)
_SLIPPED = text(
    """
    select term.no, near.word
    from unnest(cast(:nos as integer[]), cast(:spellings as text[])) as term (no, spelling)
      cross join lateral (
        select word from search_spellings where center_id = :center and spelling = term.spelling limit 200
      ) as near
    union
    select term.no, near.word
    from unnest(cast(:begin_nos as integer[]), cast(:beginnings as text[]), cast(:typed as text[]))
        as term (no, beginning, typed)
      cross join lateral (
        select word from search_vocabulary
        where center_id = :center and word >= term.beginning and word < term.beginning || :last
        order by similarity(word, term.typed) desc limit 20
      ) as near
    """
)
_FIND = text(
    """
    with hit as materialized (
      select term.no, term.cost, term.word, here.kind, here.id
      from unnest(cast(:nos as integer[]), cast(:words as text[]), cast(:costs as integer[])) as term (no, word, cost)
        cross join lateral (
          select kind, id from search_words
          where center_id = :center and word = term.word and (cast(:kind as text) is null or kind = :kind)
          limit :most
        ) as here
    ), best as (
      select distinct on (kind, id, no) kind, id, no, cost, word from hit order by kind, id, no, cost, word
    ), whole as (
      select kind, id, sum(cost) as cost, array_agg(no order by no) as nos, array_agg(word order by no) as words
      from best group by kind, id having count(*) = :terms
    ), ranked as (
      select whole.*, entry.title, entry.note, entry.line,
        row_number() over (partition by whole.kind order by whole.cost, entry.title, whole.id) as place
      from whole join search_entries as entry
        on entry.center_id = :center and entry.kind = whole.kind and entry.id = whole.id
      where entry.line like all (cast(:narrowing as text[]))
    )
    select kind, id, title, note, line, nos, words from ranked where place <= :limit
    order by cost, title, id
    """
)
_TABLES: dict[Kind, str] = {"person": "residents", "house": "houses", "organisation": "organisations"}
_MISSING = """
select thing.id from {table} as thing
  left join search_entries as entry
    on entry.center_id = thing.center_id and entry.kind = :kind and entry.id = thing.id and entry.rules >= :rules
where thing.center_id = :center and entry.id is null limit :limit
"""


@dataclass(frozen=True, slots=True)
class Hit:
    """One thing that was found, with the word that each leading term found it by."""

    found: Found
    line: str
    words: dict[int, str]


async def keep_entries(session: AsyncSession, entries: Sequence[Entry]) -> None:
    """Makes these findable by exactly their present words, in two statements however many they are."""
    center = session.info[CENTER]
    words = {word for entry in entries for word in entry.words if word[0].isalnum()}
    unknown = (await session.scalars(_UNKNOWN, {"center": center, "words": list(words)})).all()
    gone = await session.execute(_KEEP, kept_by(center, entries, unknown))
    await _unlearn(session, [row.word for row in gone])


def kept_by(
    center: UUID, entries: Sequence[Entry], learn: Collection[str] | None = None
) -> dict[str, object]:
    """What the parts `KEEPING` are told; `learn` are the words that may be new, where that is known."""
    pairs = [(entry, word) for entry in entries for word in sorted(entry.words)]
    plain = sorted({word for _, word in pairs if word[0].isalnum()} if learn is None else learn)
    slips = [(spelling, word) for word in plain for spelling in sorted(spellings(word))]
    return {
        "center": center,
        "rules": RULES,
        "kinds": [entry.kind for entry in entries],
        "ids": [entry.id for entry in entries],
        "titles": [entry.title for entry in entries],
        "notes": [entry.note for entry in entries],
        "lines": [f" {' '.join(sorted(entry.words))} " for entry in entries],
        "of_kinds": [entry.kind for entry, _ in pairs],
        "of_ids": [entry.id for entry, _ in pairs],
        "words": [word for _, word in pairs],
        "plain": plain,
        "sounds": [sound(word) if word.isalpha() else "" for word in plain],
        "spellings": [spelling for spelling, _ in slips],
        "spelled": [word for _, word in slips],
    }


async def forget_entry(session: AsyncSession, kind: Kind, thing: UUID) -> None:
    """Nothing leads to it any more; words that only it had are forgotten too."""
    gone = await session.execute(_FORGET, {"center": session.info[CENTER], "kind": kind, "id": thing})
    await _unlearn(session, [row.word for row in gone])


async def alike(session: AsyncSession, terms: Sequence[Term]) -> list[tuple[int, str, str]]:
    """The known words that each term may mean, without guessing at slips: (its number, the word, how)."""
    rows = await session.execute(
        _ALIKE,
        {
            "center": session.info[CENTER],
            "nos": list(range(len(terms))),
            "words": [term.word for term in terms],
            "sounds": [term.sound for term in terms],
            "contacts": [term.contact or "" for term in terms],
            "last": LAST_LETTER,
        },
    )
    return [(row.no, row.word, row.how) for row in rows]


async def slipped(session: AsyncSession, terms: Sequence[tuple[int, Term]]) -> list[tuple[int, str]]:
    """The known words that a term with a slip or two may mean, the likeliest first."""
    tried = [(no, spelling) for no, term in terms for spelling in sorted(spellings(term.word))]
    rows = await session.execute(
        _SLIPPED,
        {
            "center": session.info[CENTER],
            "nos": [no for no, _ in tried],
            "spellings": [spelling for _, spelling in tried],
            "begin_nos": [no for no, _ in terms],
            "beginnings": [term.word[:3] for _, term in terms],
            "typed": [term.word for _, term in terms],
            "last": LAST_LETTER,
        },
    )
    near: dict[int, list[str]] = {}
    for row in rows:
        near.setdefault(row.no, []).append(row.word)
    return [(no, word) for no, term in terms for word in closest(term.word, near.get(no, ()))[:10]]


async def find_entries(
    session: AsyncSession,
    meant: Collection[tuple[int, str, int]],
    terms: int,
    narrowing: Sequence[str],
    kind: Kind | None,
    limit: int,
) -> list[Hit]:
    """Things that have a word for each of `terms` (number, word, cost), and in which each of `narrowing` begins a
    word; at most `limit` of a kind, the surest first."""
    rows = await session.execute(
        _FIND,
        {
            "center": session.info[CENTER],
            "nos": [no for no, _, _ in meant],
            "words": [word for _, word, _ in meant],
            "costs": [cost for _, _, cost in meant],
            "kind": kind,
            "most": 300 if terms == 1 and not narrowing else 20_000,
            "terms": terms,
            "narrowing": [f"% {word}%" for word in narrowing] or ["%"],
            "limit": limit,
        },
    )
    return [
        Hit(
            Found(row.kind, row.id, row.title, row.note), row.line, dict(zip(row.nos, row.words, strict=True))
        )
        for row in rows
    ]


async def missing(session: AsyncSession, kind: Kind, limit: int) -> Sequence[UUID]:
    """Things of a kind that cannot be found, or are kept by older rules."""
    statement = text(_MISSING.format(table=_TABLES[kind]))
    told = {"center": session.info[CENTER], "kind": kind, "rules": RULES, "limit": limit}
    return (await session.scalars(statement, told)).all()


async def _unlearn(session: AsyncSession, words: Sequence[str]) -> None:
    if words:
        await session.execute(_UNLEARN, {"center": session.info[CENTER], "words": sorted(set(words))})
