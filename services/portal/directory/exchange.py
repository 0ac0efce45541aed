"""The directory exchanged with others: taken along as Open Referral HSDS, or brought in from a file."""

import json
from typing import Annotated, Any, Literal
from uuid import UUID

from fastapi import APIRouter, Query
from starlette.responses import Response

from services.portal.filling import refusals
from services.portal.filling.forms import Form, filled
from services.portal.filling.uploads import FilledWithFile
from services.portal.visits.api import Query as Asked
from services.portal.visits.api import Read
from services.portal.visits.visit import Manager, Visit
from services.portal.wording.language import phrase

router = APIRouter(prefix="/desk/directory/exchange", include_in_schema=False)

FILE_MISSING = phrase("Выберите файл")
_PATH = "/directory/hsds"
_PAGE = 500


class Services(Read):
    """A page of services of HSDS."""

    last_page: bool = True
    contents: list[Any] = []  # Any: services of HSDS


class Rejected(Read):
    """What is wrong in one cell."""

    file: str = ""
    row: int = 0
    column: str = ""
    message: str = ""


class Brought(Read):
    """What a file holds, and what became of it."""

    applied: bool = False
    organizations: int = 0
    new: int = 0
    changed: int = 0
    same: int = 0
    rejected: list[Rejected] = []


@router.get("")
async def ask(visit: Manager) -> Response:
    """Take the directory along, or bring one."""
    return _page(visit, filled({"whose": "own", "what": "look"}))


@router.post("")
async def bring(visit: Manager, sent: FilledWithFile) -> Response:
    """Looks at a file, and enters it where that was asked for."""
    form = sent.form
    if sent.file is None and not form.errors:
        form.wrong("file", FILE_MISSING)
    if sent.file is None or form.errors:
        return _page(visit, form)
    fields = {
        "apply": "true" if form.value("what") == "enter" else "false",
        "shared": "true" if form.value("whose") == "shared" else "false",
        "center_id": str(visit.center),
    }
    try:
        found = await visit.api.upload(Brought, "registry", f"{_PATH}/imports", sent.file, fields, form.once)
    except refusals.TROUBLE as trouble:
        refusals.note(form, trouble)
        return _page(visit, form)
    again = filled({"whose": form.value("whose"), "what": "look" if found.applied else "enter"})
    return _page(visit, again, found)


@router.get("/{form}")
async def download(
    visit: Manager, form: Literal["zip", "json"], center: Annotated[UUID | None, Query()] = None
) -> Response:
    """The directory as a file."""
    of_center = center or visit.center
    if form == "json":
        content, kind = await _every_service(visit, of_center), "application/json"
    else:
        kind = "application/zip"
        content, _ = await visit.api.file("registry", f"{_PATH}/package", kind, {"center": of_center})
    headers = {"content-disposition": f'attachment; filename="directory-hsds-3.{form}"'}
    return Response(content, media_type=kind, headers=headers)


async def _every_service(visit: Visit, center: UUID) -> bytes:
    """All pages of services as one, in the shape that a single page has."""
    contents: list[Any] = []  # Any: services of HSDS
    last = False
    while not last:
        query: Asked = {"center": center, "per_page": _PAGE, "page": len(contents) // _PAGE + 1}
        page = await visit.api.get(Services, "registry", _PATH, query)
        contents += page.contents
        last = page.last_page
    number = len(contents)
    whole = {
        "total_items": number, "total_pages": 1, "page_number": 1, "size": number, "first_page": True,
        "last_page": True, "empty": not number, "contents": contents,
    }  # fmt: skip
    return json.dumps(whole, ensure_ascii=False).encode()


def _page(visit: Visit, form: Form, found: Brought | None = None) -> Response:
    return visit.page("directory/exchange", form, found=found)
