"""The dispatcher's directory over HTTP: residents read what is public, managers and operators keep it."""

from typing import Annotated
from uuid import UUID

from fastapi import Query
from starlette.responses import Response

from services.registry.support.directory import service
from services.registry.support.directory.errors import EntryNotFound
from services.registry.support.directory.model import DirectoryEntry
from services.registry.support.directory.repository import Wanted, count_due, entries_of, get_entry
from services.registry.support.directory.schemas import (
    EntryCreate,
    EntryQuery,
    EntryRead,
    EntryUpdate,
    Found,
    ToConfirm,
)
from services.registry.support.readers.endpoints import Center
from services.registry.support.readers.model import Reader
from services.registry.support.readers.service import look
from shared.kit.etags import Expected, Outdated, VersionMissing, answered, set_etag
from shared.kit.paging import page_of
from shared.kit.problems import Invalid, problems
from shared.kit.routing import Router
from shared.kit.work import Work, may

router = Router(tags=["directory"])


_PARTS = ("services", "places", "phones", "contacts")
_MAY_BE_EMPTY = ("site", "mail")


@router.get("/directory")
async def find_help(
    query: Annotated[EntryQuery, Query()], work: Annotated[Work, may("registry.directory.find_help")]
) -> Found:
    """Who can help; `q` is asked in everyday words, as one would ask a neighbor."""
    reader = await look(work.session, work.caller, query.center)
    wanted = Wanted(query.level, query.body, query.support, query.due, query.own)
    if query.q and query.q.strip():
        found = await service.answer(work.session, reader, query.q, wanted, query.limit)
        items = [_shown(one, reader) for one in found.entries]
        return Found(items=items, next=None, understood=list(found.understood))
    page = await page_of(
        work.session,
        entries_of(reader, wanted),
        DirectoryEntry.id,
        query,
        lambda entry: _shown(entry, reader),
    )
    return Found(items=page.items, next=page.next)


@router.get("/directory/to-confirm")
async def count_to_confirm(
    work: Annotated[Work, may("registry.directory.count_to_confirm")], center: Center = None
) -> ToConfirm:
    """How many entries nobody has confirmed for half a year."""
    reader = await look(work.session, work.caller, center)
    count, oldest = await count_due(work.session, reader)
    return ToConfirm(count=count, oldest_on=oldest)


@router.post("/directory", status_code=201, responses=problems(Invalid))
async def enter_entry(
    body: EntryCreate, work: Annotated[Work, may("registry.directory.enter_entry")], response: Response
) -> EntryRead:
    """Enters an organisation: a center's own, or for all centers."""
    known = {**body.model_dump(exclude={"shared", "center_id", *_PARTS}), **_parts(body)}
    entry = await service.enter_entry(
        work.session, work.caller, known, shared=body.shared, center=body.center_id
    )
    return answered(response, entry, EntryRead)


@router.get("/directory/{entry_id}", responses=problems(EntryNotFound))
async def read_entry(
    entry_id: UUID,
    work: Annotated[Work, may("registry.directory.read_entry")],
    response: Response,
    center: Center = None,
) -> EntryRead:
    """One entry, with its ETag."""
    reader = await look(work.session, work.caller, center)
    entry = await get_entry(work.session, reader, entry_id)
    set_etag(response, entry.version)
    return _shown(entry, reader)


@router.patch("/directory/{entry_id}", responses=problems(EntryNotFound, Outdated, VersionMissing))
async def change_entry(
    entry_id: UUID,
    body: EntryUpdate,
    work: Annotated[Work, may("registry.directory.change_entry")],
    expected: Expected,
    response: Response,
    center: Center = None,
) -> EntryRead:
    """Changes what is sent."""
    sent = {**body.model_dump(exclude_unset=True, exclude={*_PARTS}), **_parts(body)}
    known = {name: value for name, value in sent.items() if value is not None or name in _MAY_BE_EMPTY}
    entry = await service.change_entry(work.session, work.caller, entry_id, expected, known, center)
    return answered(response, entry, EntryRead)


@router.post("/directory/{entry_id}/confirm", responses=problems(EntryNotFound, Outdated))
async def confirm_entry(
    entry_id: UUID,
    work: Annotated[Work, may("registry.directory.confirm_entry")],
    response: Response,
    center: Center = None,
) -> EntryRead:
    """Notes that everything in the entry is true today."""
    return answered(
        response, await service.confirm_entry(work.session, work.caller, entry_id, center), EntryRead
    )


@router.delete(
    "/directory/{entry_id}", status_code=204, responses=problems(EntryNotFound, Outdated, VersionMissing)
)
async def remove_entry(
    entry_id: UUID,
    work: Annotated[Work, may("registry.directory.remove_entry")],
    expected: Expected,
    center: Center = None,
) -> None:
    """Takes an organisation out of the directory."""
    await service.remove_entry(work.session, work.caller, entry_id, expected, center)


def _parts(body: EntryCreate | EntryUpdate) -> dict[str, object]:
    """The lists of a body as they are kept."""
    return {name: body.model_dump(mode="json")[name] for name in _PARTS if getattr(body, name) is not None}


def _shown(entry: DirectoryEntry, reader: Reader) -> EntryRead:
    read = EntryRead.model_validate(entry)
    return read if reader.staff else read.model_copy(update={"note": None, "confirmed_by": None})
