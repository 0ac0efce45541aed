"""A list goes out as a file, of the same shape as it comes in."""

from typing import Literal

from fastapi import APIRouter
from starlette.responses import Response

from services.portal.imports.model import Kind
from services.portal.visits.visit import Manager, Visit

router = APIRouter(prefix="/desk/exports", include_in_schema=False)

_MEDIA_TYPE = {
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "csv": "text/csv; charset=utf-8",
}


@router.get("/{kind}.{format_}")
async def save(visit: Manager, kind: Kind, format_: Literal["xlsx", "csv"]) -> Response:
    """The file to save; asks first who one is where one came long ago."""
    return await _file(visit, str(kind), format_)


@router.get("/template/{kind}.xlsx")
async def save_template(visit: Manager, kind: Kind) -> Response:
    """The headings of such a list, to be filled in."""
    return await _file(visit, f"{kind}/template", "xlsx")


async def _file(visit: Visit, what: str, format_: Literal["xlsx", "csv"]) -> Response:
    path = f"/centers/{visit.center}/exports/{what}"
    content, said = await visit.api.file("registry", path, _MEDIA_TYPE[format_], {"format": format_})
    headers = {**said, "cache-control": "no-store"}
    return Response(content, media_type=_MEDIA_TYPE[format_], headers=headers)
