"""Keeping the dispatcher's directory: entering, changing, confirming and removing entries, and answering questions."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from services.registry.places.centers.model import CITY
from services.registry.places.centers.repository import get_center
from services.registry.storage.repository import enter_center
from services.registry.support.directory.model import DirectoryEntry
from services.registry.support.directory.repository import Wanted, entries_by_key, get_entry
from services.registry.support.readers.model import Reader
from services.registry.support.readers.service import look, reader_of
from services.registry.support.wordings.repository import Findable, best, keep_words, understand
from shared.kit import audit
from shared.kit.access import Caller
from shared.kit.clock import today
from shared.kit.etags import check_version
from shared.kit.ids import new_id
from shared.kit.problems import NotFound, invalid

OWNER_UNCLEAR = "Скажите, чья это запись: назовите центр или отметьте, что она для всех центров"
# What the codes are called in questions; whoever looks for money should find who gives it.
_SUPPORT_WORDS = {
    "informational": "информация консультация",
    "organisational": "организация помощь",
    "financial": "деньги финансовая помощь",
    "moral": "поддержка сочувствие",
}

Known = Mapping[str, Any]  # Any: columns of an entry


@dataclass(frozen=True, slots=True)
class Answer:
    """What was found for a question, the best first, and how it was understood."""

    entries: Sequence[DirectoryEntry]
    understood: Sequence[str]


async def enter_entry(
    session: AsyncSession, caller: Caller, known: Known, *, shared: bool, center: UUID | None
) -> DirectoryEntry:
    """Raises Invalid where it is unclear whose entry it is, NotFound for a center that is not the caller's."""
    owner = CITY if shared else reader_of(caller, center).center
    if owner is None:
        raise invalid("/center_id", "directory.owner-unclear", OWNER_UNCLEAR)
    if owner != CITY:
        await get_center(session, owner)
    entry = await put_entry(session, owner, new_id(), known, confirmed_by=caller.id)
    audit.note(session, "directory.entered", about=entry.id)
    return entry


async def put_entry(
    session: AsyncSession, owner: UUID, entry_id: UUID, known: Known, confirmed_by: UUID
) -> DirectoryEntry:
    """A new entry of this owner, findable at once."""
    return (await put_entries(session, owner, {entry_id: known}, confirmed_by))[0]


async def put_entries(
    session: AsyncSession, owner: UUID, known: Mapping[UUID, Known], confirmed_by: UUID
) -> Sequence[DirectoryEntry]:
    """New entries of this owner by their ids, findable at once, in as many statements as one takes."""
    await enter_center(session, owner)
    entries = [_entry(entry_id, columns, confirmed_by) for entry_id, columns in known.items()]
    session.add_all(entries)
    await session.flush()
    await keep_words(session, owner, [_findable(one) for one in entries])
    return entries


async def change_entry(
    session: AsyncSession, caller: Caller, entry_id: UUID, version: int, known: Known, named: UUID | None
) -> DirectoryEntry:
    """Raises EntryNotFound, and Outdated where somebody else has changed it since."""
    entry = await _entry_to_write(session, caller, entry_id, named)
    check_version(entry, version)
    await rewrite(session, entry, known)
    audit.note(session, "directory.changed", about=entry.id)
    return entry


async def rewrite(session: AsyncSession, entry: DirectoryEntry, known: Known) -> None:
    """Makes these columns of an entry so, in whose owner's context the transaction is."""
    for name, value in known.items():
        if getattr(entry, name) != value:
            setattr(entry, name, value)
    if "places" in known:
        _forget_places(entry)
    await session.flush()
    await keep_words(session, entry.center_id, [_findable(entry)])


async def confirm_entry(
    session: AsyncSession, caller: Caller, entry_id: UUID, named: UUID | None
) -> DirectoryEntry:
    """Somebody has asked, and all of it is true today. Raises EntryNotFound."""
    entry = await _entry_to_write(session, caller, entry_id, named)
    entry.confirmed_on, entry.confirmed_by = today(), caller.id
    await session.flush()
    audit.note(session, "directory.confirmed", about=entry.id)
    return entry


async def remove_entry(
    session: AsyncSession, caller: Caller, entry_id: UUID, version: int, named: UUID | None
) -> None:
    """Raises EntryNotFound, and Outdated where somebody has changed it since."""
    entry = await _entry_to_write(session, caller, entry_id, named)
    check_version(entry, version)
    await session.delete(entry)
    await session.flush()
    audit.note(session, "directory.removed", about=entry_id)


async def answer(session: AsyncSession, reader: Reader, question: str, wanted: Wanted, limit: int) -> Answer:
    """Who can help with what is asked, the best first."""
    owners = reader.owners(wanted.own)
    asked = await understand(session, owners, question)
    keys = await best(
        session, owners, asked, limit, only_public=not reader.staff, conditions=wanted.conditions()
    )
    return Answer(await entries_by_key(session, keys), asked.understood)


async def _entry_to_write(
    session: AsyncSession, caller: Caller, entry_id: UUID, named: UUID | None
) -> DirectoryEntry:
    if named is None and len(caller.centers) > 1:
        return await _entry_of_any(session, caller, entry_id)
    reader = await look(session, caller, named)
    entry = await get_entry(session, reader, entry_id)
    await enter_center(session, entry.center_id)
    return entry


async def _entry_of_any(session: AsyncSession, caller: Caller, entry_id: UUID) -> DirectoryEntry:
    """The entry in whichever of the caller's centers it lies."""
    for center in sorted(caller.centers):
        try:
            return await _entry_to_write(session, caller, entry_id, center)
        except NotFound as error:
            missing = error
    raise missing


def _forget_places(entry: DirectoryEntry) -> None:
    """A service is not given at a place that is no longer in the entry."""
    known = {one["id"] for one in entry.places}
    kept = [{**one, "place_ids": [p for p in one["place_ids"] if p in known]} for one in entry.services]
    if kept != entry.services:
        entry.services = kept


def _own_service(entry: DirectoryEntry) -> dict[str, object]:
    return {
        "id": str(new_id()), "name": entry.name, "about": entry.about, "for_whom": "", "how_to_apply": "",
        "cost": "", "place_ids": [],
    }  # fmt: skip


def _entry(entry_id: UUID, known: Known, confirmed_by: UUID) -> DirectoryEntry:
    values = {**known, "confirmed_on": known.get("confirmed_on") or today()}
    entry = DirectoryEntry(id=entry_id, confirmed_by=confirmed_by, **values)
    entry.services = entry.services or [_own_service(entry)]
    return entry


def _findable(entry: DirectoryEntry) -> Findable:
    texts = [(entry.name, 8), (entry.also, 8), (entry.about, 3)]
    for service in entry.services:
        texts += [(service["name"], 6), (service["about"], 3), (service["for_whom"], 4)]
    texts += [(place["address"], 1) for place in entry.places]
    texts += [(_SUPPORT_WORDS[one], 1) for one in entry.support]
    return Findable(entry.id, entry.public, [(text, weight) for text, weight in texts if text])
