"""The directory for other directories: Open Referral HSDS 3.0 as JSON and as a tabular data package, both ways."""

import asyncio
from collections.abc import AsyncIterator, Mapping, Sequence
from typing import Annotated, Any, Literal, get_args
from uuid import UUID

from fastapi import Query, Request
from sqlalchemy import Select
from sqlalchemy.ext.asyncio import AsyncSession
from starlette.responses import Response

from services.registry.places.centers.model import CITY
from services.registry.places.centers.repository import get_center
from services.registry.support.directory.model import BodyKind, DirectoryEntry, Level, Support
from services.registry.support.directory.service import OWNER_UNCLEAR
from services.registry.support.hsds.errors import FileUnclear, NoSuchThing
from services.registry.support.hsds.model import Row, tables_of
from services.registry.support.hsds.repository import chunks, holding, public_entries, slice_of
from services.registry.support.hsds.schemas import SENT, Brought, HsdsPage, HsdsQuery
from services.registry.support.hsds.use_cases.bring_in import BringIn, bring_in
from services.registry.support.hsds.use_cases.gather import Defaults
from services.registry.support.hsds.use_cases.nest import Nested
from services.registry.support.hsds.use_cases.package import Package
from services.registry.support.readers.endpoints import Center
from services.registry.support.readers.service import look, reader_of
from shared.kit.problems import invalid, problems
from shared.kit.routing import Router
from shared.kit.uploads import FileTooLarge, Sent, form_with_file
from shared.kit.work import Work, may

router = Router(tags=["directory"])

Kind = Literal["services", "organizations", "service_at_locations", "taxonomies", "taxonomy_terms"]
Reading = Annotated[Work, may("registry.hsds.read")]

_TABLE: Mapping[Kind, str] = {
    "services": "service",
    "organizations": "organization",
    "service_at_locations": "service_at_location",
    "taxonomies": "taxonomy",
    "taxonomy_terms": "taxonomy_term",
}
_OF_NO_ENTRY: frozenset[Kind] = frozenset({"taxonomies", "taxonomy_terms"})
"""What stands in the same words in every directory of ours."""
_ZIP: dict[int | str, dict[str, Any]] = {  # Any: FastAPI's own type
    200: {"content": {"application/zip": {"schema": {"type": "string", "format": "binary"}}}}
}


@router.get("/directory/hsds")
async def list_services(
    query: Annotated[HsdsQuery, Query()], work: Reading, center: Center = None
) -> HsdsPage:
    """Every service with its organisation, places, contacts and phones, as `/services?full=true` of HSDS's API."""
    return await _page(work, "services", query, center)


@router.get("/directory/hsds/package", response_class=Response, responses=_ZIP)
async def read_package(work: Reading, center: Center = None, own: bool | None = None) -> Response:
    """The directory as a tabular data package: CSV files with their `datapackage.json`, in a ZIP."""
    reader = await look(work.session, work.caller, center)
    package = Package()
    async for entries in chunks(work.session, public_entries(reader.center, own)):
        await asyncio.to_thread(package.add, tables_of(entries))
    content = await asyncio.to_thread(package.written)
    headers = {"content-disposition": 'attachment; filename="directory-hsds-3.zip"'}
    return Response(content, media_type="application/zip", headers=headers)


@router.post("/directory/hsds/imports", responses=problems(FileUnclear, FileTooLarge), openapi_extra=SENT)
async def bring(request: Request, work: Annotated[Work, may("registry.hsds.bring")]) -> Brought:
    """Looks at a file from another directory, and enters it where `apply` is said."""
    sent = await form_with_file(request)
    if sent.file is None:
        raise invalid("/file", "hsds.file-missing", "Выберите файл")
    owner = await _owner(work, sent)
    command = BringIn(sent.file[1], owner, sent.text("apply") == "true", _defaults(sent), work.caller.id)
    return await bring_in(work.session, command)


@router.get("/directory/hsds/{kind}")
async def list_things(
    kind: Kind, query: Annotated[HsdsQuery, Query()], work: Reading, center: Center = None
) -> HsdsPage:
    """A page of services, organisations, services at places, taxonomies or their terms."""
    return await _page(work, kind, query, center)


@router.get("/directory/hsds/{kind}/{thing_id}", responses=problems(NoSuchThing))
async def read_thing(
    kind: Kind, thing_id: UUID, work: Reading, center: Center = None
) -> dict[str, Any]:  # Any: a thing of HSDS
    """One of them, with everything that hangs on it."""
    reader = await look(work.session, work.caller, center)
    async for entries in _which_may_hold(work.session, kind, thing_id, public_entries(reader.center)):
        nested = Nested(tables_of(entries))
        for row in nested.of(_TABLE[kind]):
            if row["id"] == str(thing_id):
                return nested.nested(_TABLE[kind], row)
    raise NoSuchThing


async def _page(work: Work, kind: Kind, query: HsdsQuery, center: UUID | None) -> HsdsPage:
    reader = await look(work.session, work.caller, center)
    table, first = _TABLE[kind], (query.page - 1) * query.per_page
    if kind in _OF_NO_ENTRY:
        nested = Nested(tables_of(()))
        before, total = 0, len(nested.of(table))
    else:
        entries = public_entries(reader.center, query.own)
        found = await slice_of(work.session, entries, table, first, query.per_page)
        nested = Nested(tables_of(found.entries))
        before, total = found.before, found.total
    rows = nested.of(table)[first - before :][: query.per_page] if first < total else []
    return _said([nested.nested(table, row) for row in rows], total, query)


async def _which_may_hold(
    session: AsyncSession, kind: Kind, thing_id: UUID, entries: Select[DirectoryEntry]
) -> AsyncIterator[Sequence[DirectoryEntry]]:
    """The entries among which the thing is, if it is anywhere; the id of a service at a place says nothing."""
    match kind:
        case "organizations":
            found = await session.scalar(entries.where(DirectoryEntry.id == thing_id))
            yield [found] if found is not None else []
        case "services":
            found = await holding(session, entries, thing_id)
            yield [found] if found is not None else []
        case "service_at_locations":
            async for some in chunks(session, entries):
                yield some
        case _:
            yield []


def _said(shown: Sequence[Row], total: int, query: HsdsQuery) -> HsdsPage:
    pages = max(1, -(-total // query.per_page))
    return HsdsPage(
        total_items=total,
        total_pages=pages,
        page_number=query.page,
        size=len(shown),
        first_page=query.page == 1,
        last_page=query.page >= pages,
        empty=not shown,
        contents=list(shown),
    )


async def _owner(work: Work, sent: Sent) -> UUID:
    if sent.text("shared") == "true":
        return CITY
    named = sent.text("center_id")
    try:
        center = reader_of(work.caller, UUID(named) if named else None).center
    except ValueError:
        center = None
    if center is None:
        raise invalid("/center_id", "directory.owner-unclear", OWNER_UNCLEAR)
    return (await get_center(work.session, center)).id


def _defaults(sent: Sent) -> Defaults:
    said = {"level": (Level, "city"), "body": (BodyKind, "ngo"), "support": (Support, "informational")}
    found: dict[str, str] = {}
    for name, (codes, otherwise) in said.items():
        found[name] = sent.text(name) or otherwise
        if found[name] not in get_args(codes):
            raise invalid(f"/{name}", "literal_error", "Такого значения нет")
    return Defaults(**found)
