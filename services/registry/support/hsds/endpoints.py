"""The directory for other directories: Open Referral HSDS 3.0 as JSON and as a tabular data package, both ways."""

import asyncio
from collections.abc import Mapping, Sequence
from typing import Annotated, Any, Literal, get_args
from uuid import UUID

from fastapi import Query, Request
from starlette.responses import Response

from services.registry.places.centers.repository import get_center
from services.registry.support.directory.model import CITY, BodyKind, DirectoryEntry, Level, Support
from services.registry.support.directory.repository import Reader, Wanted, entries_of
from services.registry.support.directory.service import OWNER_UNCLEAR, look, reader_of
from services.registry.support.hsds.errors import FileUnclear, NoSuchThing
from services.registry.support.hsds.model import Row, tables_of
from services.registry.support.hsds.schemas import SENT, Brought, HsdsPage, HsdsQuery
from services.registry.support.hsds.use_cases.bring_in import BringIn, bring_in
from services.registry.support.hsds.use_cases.gather import Defaults
from services.registry.support.hsds.use_cases.nest import Nested
from services.registry.support.hsds.use_cases.package import write_package
from shared.kit.problems import invalid, problems
from shared.kit.routing import Router
from shared.kit.uploads import FileTooLarge, Sent, form_with_file
from shared.kit.work import Work, may

router = Router(tags=["directory"])

Kind = Literal["services", "organizations", "service_at_locations", "taxonomies", "taxonomy_terms"]
Reading = Annotated[Work, may("registry.hsds.read")]
Center = Annotated[UUID | None, Query(description="for which center, where the caller has several")]

_TABLE: Mapping[Kind, str] = {
    "services": "service",
    "organizations": "organization",
    "service_at_locations": "service_at_location",
    "taxonomies": "taxonomy",
    "taxonomy_terms": "taxonomy_term",
}
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
    tables = tables_of(await _entries(work, center, own))
    content = await asyncio.to_thread(write_package, tables)
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
    nested = Nested(tables_of(await _entries(work, center)))
    for row in nested.of(_TABLE[kind]):
        if row["id"] == str(thing_id):
            return nested.nested(_TABLE[kind], row)
    raise NoSuchThing


async def _page(work: Work, kind: Kind, query: HsdsQuery, center: UUID | None) -> HsdsPage:
    nested = Nested(tables_of(await _entries(work, center, query.own)))
    rows = nested.of(_TABLE[kind])
    first = (query.page - 1) * query.per_page
    shown = [nested.nested(_TABLE[kind], row) for row in rows[first : first + query.per_page]]
    return _said(shown, len(rows), query)


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


async def _entries(work: Work, center: UUID | None, own: bool | None = None) -> Sequence[DirectoryEntry]:
    """What is public: another directory is told no more than a resident."""
    reader = await look(work.session, work.caller, center)
    public = entries_of(Reader(reader.center, staff=False), Wanted(own=own))
    return (await work.session.scalars(public.order_by(DirectoryEntry.id))).all()


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
