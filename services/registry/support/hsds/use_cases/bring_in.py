"""A file from another directory: looked at, and entered where that is wanted; the same id is the same entry."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from services.registry.places.centers.model import CITY
from services.registry.storage.repository import enter_center
from services.registry.support.directory.model import DirectoryEntry
from services.registry.support.directory.schemas import EntryCreate
from services.registry.support.directory.service import put_entries, rewrite
from services.registry.support.hsds.errors import FileUnclear
from services.registry.support.hsds.model import FILES
from services.registry.support.hsds.schemas import Brought, Rejected
from services.registry.support.hsds.use_cases.flatten import read_json
from services.registry.support.hsds.use_cases.gather import Defaults, Gathered, Gathering
from services.registry.support.hsds.use_cases.package import read_package
from shared.kit import audit
from shared.kit.clock import today
from shared.kit.language import say

MOST_ORGANIZATIONS = 5000
"""In one file: they are entered in one transaction, while somebody waits."""

_AT_ONCE = 500
_PARTS = ("services", "places", "phones", "contacts")
_COLUMNS = {"name", "also", "about", "level", "body", "support", "site", "mail", "confirmed_on"}


@dataclass(frozen=True, slots=True)
class BringIn:
    """A file, whose directory it is for, and whether it is only looked at."""

    content: bytes
    owner: UUID
    apply: bool
    defaults: Defaults
    by: UUID


async def bring_in(session: AsyncSession, command: BringIn) -> Brought:
    """Raises FileUnclear. Without `apply` nothing is entered; with it, what was not rejected."""
    gathering = Gathering(_tables(command.content), command.defaults)
    found = list(gathering.entries())
    if len(found) > MOST_ORGANIZATIONS:
        said = say("Организаций больше {most}: разделите файл на части", most=MOST_ORGANIZATIONS)
        raise FileUnclear(said)
    await enter_center(session, command.owner)
    known = await _known(session, [one.id for one in found])
    counts = {"new": 0, "changed": 0, "same": 0}
    new: dict[UUID, dict[str, Any]] = {}  # Any: columns of an entry
    for one in found:
        here = known.get((command.owner, one.id)) or known.get((CITY, one.id))
        if here is None:
            new[one.id] = {**_columns(one.entry), "note": "", "public": True}
        elif here.center_id != command.owner and _differs(here, one.entry):
            gathering.rejected.append(_shared_already(one))
        else:
            counts[await _renew(session, command, one, here)] += 1
    counts["new"] = len(new)
    if command.apply:
        await _enter(session, command, new)
        audit.note(session, "directory.brought-in", evidence=f"{counts['new']}+{counts['changed']}")
    services = sum(len(one.entry.services) for one in found)
    return Brought(
        applied=command.apply, organizations=len(gathering.tables["organization"]), services=services,
        rejected=gathering.rejected, **counts,
    )  # fmt: skip


def _tables(content: bytes) -> dict[str, list[dict[str, Any]]]:  # Any: values of HSDS
    return read_package(content) if content.startswith(b"PK") else read_json(content)


async def _known(session: AsyncSession, ids: list[UUID]) -> dict[tuple[UUID, UUID], DirectoryEntry]:
    rows = await session.scalars(select(DirectoryEntry).where(DirectoryEntry.id.in_(ids)))
    return {(row.center_id, row.id): row for row in rows}


async def _enter(
    session: AsyncSession,
    command: BringIn,
    new: dict[UUID, dict[str, Any]],  # Any: as above
) -> None:
    ids = list(new)
    for at in range(0, len(ids), _AT_ONCE):
        some = {one: new[one] for one in ids[at : at + _AT_ONCE]}
        await put_entries(session, command.owner, some, confirmed_by=command.by)


async def _renew(session: AsyncSession, command: BringIn, one: Gathered, here: DirectoryEntry) -> str:
    changed = _differs(here, one.entry)
    if not changed:
        return "same"
    if command.apply:
        await rewrite(session, here, changed)
    return "changed"


def _differs(here: DirectoryEntry, entry: EntryCreate) -> dict[str, Any]:  # Any: columns of an entry
    known = _columns(entry)
    known["services"] = known["services"] or here.services
    return {name: value for name, value in known.items() if getattr(here, name) != value}


def _columns(entry: EntryCreate) -> dict[str, Any]:  # Any: columns of an entry
    parts = entry.model_dump(mode="json", include=set(_PARTS))
    columns = {**entry.model_dump(include=_COLUMNS), **parts}
    return columns | {"confirmed_on": entry.confirmed_on or today()}


def _shared_already(one: Gathered) -> Rejected:
    return Rejected(
        file=FILES["organization"], row=0, column="id", code="hsds.shared-already",
        message=say(
            "«{name}» есть среди записей для всех центров и отличается: исправьте её там", name=one.entry.name
        ),
    )  # fmt: skip
