"""Keeps things findable, and finds them by what people type."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from services.registry.finding.search import repository
from services.registry.finding.search.model import (
    IN_OTHER_LAYOUT,
    SURENESS,
    Asked,
    Entry,
    Found,
    How,
    Kind,
    Reason,
    Term,
    asked,
    asked_in_other_layout,
    contact_words,
    plain_words,
)

Meant = dict[tuple[int, str], How]


async def keep(
    session: AsyncSession,
    kind: Kind,
    id: UUID,  # noqa: A002 the thing's own id
    title: str,
    note: str = "",
    *,
    texts: Iterable[str | None] = (),
    contacts: Iterable[str] = (),
) -> None:
    """Makes one thing of the session's center findable, or findable by its new words after a change.

    `title` is what results show and, with `texts` (other names, a short description), what it is found by; `note` is
    shown beside it and not searched; `contacts` are telephones in E.164 and mail addresses that a manager may see.
    Call it in the transaction that writes the thing; calling it again replaces everything said before.
    """
    await keep_all(session, [entry(kind, id, title, note, texts=texts, contacts=contacts)])


async def keep_all(session: AsyncSession, entries: Sequence[Entry]) -> None:
    """As `keep`, for many things at once: one statement. In one transaction call it once, or the words that two
    transactions learn at the same moment may make them wait for each other."""
    if entries:
        await session.flush()
        await repository.keep_entries(session, entries)


async def forget(session: AsyncSession, kind: Kind, id: UUID) -> None:  # noqa: A002 the thing's own id
    """The thing is found no more. Call it in the transaction that deletes the thing."""
    await repository.forget_entry(session, kind, id)


def entry(
    kind: Kind,
    id: UUID,  # noqa: A002 the thing's own id
    title: str,
    note: str = "",
    *,
    texts: Iterable[str | None] = (),
    contacts: Iterable[str] = (),
) -> Entry:
    """What `keep` keeps."""
    return Entry(kind, id, title, note, plain_words(title, *texts) | contact_words(contacts))


async def search(session: AsyncSession, text: str, kind: Kind | None = None, limit: int = 20) -> list[Found]:
    """What people most likely mean by `text`, at most `limit` of a kind, the surest first, each with its reasons.

    Words themselves, their beginnings, their other forms and their sound come first; slips are guessed at only
    where those find nothing, then the other layout of the keyboard.
    """
    for meaning in (asked(text), asked_in_other_layout(text)):
        if meaning is not None and meaning.terms:
            found = await _search(session, meaning, kind, limit)
            if found:
                return found
    return []


async def _search(session: AsyncSession, what: Asked, kind: Kind | None, limit: int) -> list[Found]:
    terms = what.leading
    meant = _surest(await repository.alike(session, terms))
    lost = [(no, term) for no, term in enumerate(terms) if not any(known == no for known, _ in meant)]
    if lost:
        meant |= await _guess(session, lost)
    found = await _find(session, what, meant, kind, limit)
    if not found and not lost:
        guessed = await _guess(session, list(enumerate(terms)))
        found = await _find(session, what, guessed | meant, kind, limit)
    return found


async def _guess(session: AsyncSession, terms: Sequence[tuple[int, Term]]) -> Meant:
    return dict.fromkeys(await repository.slipped(session, terms), "typo")


def _surest(rows: Iterable[tuple[int, str, str]]) -> Meant:
    meant: Meant = {}
    for no, word, how in rows:
        known = next(one for one in SURENESS if one == how)
        if (no, word) not in meant or SURENESS[known] < SURENESS[meant[no, word]]:
            meant[no, word] = known
    return meant


async def _find(
    session: AsyncSession, what: Asked, meant: Meant, kind: Kind | None, limit: int
) -> list[Found]:
    terms = what.leading
    if len({no for no, _ in meant}) < len(terms):
        return []
    more = IN_OTHER_LAYOUT if what.in_other_layout else 0
    costs = [(no, word, SURENESS[how] + more) for (no, word), how in meant.items()]
    narrowing = [term.word for term in what.narrowing]
    hits = await repository.find_entries(session, costs, len(terms), narrowing, kind, limit)
    return [replace(hit.found, reasons=_reasons(what, meant, hit)) for hit in hits]


def _reasons(what: Asked, meant: Mapping[tuple[int, str], How], hit: repository.Hit) -> list[Reason]:
    leading = what.leading
    said = [Reason(leading[no].typed, word, meant[no, word]) for no, word in hit.words.items()]
    for term in what.narrowing:
        word = next((one for one in hit.line.split() if one.startswith(term.word)), term.word)
        said.append(Reason(term.typed, word, "exact" if word == term.word else "prefix"))
    return said
