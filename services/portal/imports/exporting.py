"""A list goes out as a file, of the same shape as it comes in."""

from typing import Literal

from fastapi import APIRouter
from starlette.responses import Response

from services.portal.imports.model import Kind
from services.portal.visits.visit import Manager

router = APIRouter(prefix="/desk/exports", include_in_schema=False)

_MEDIA_TYPE = {
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "csv": "text/csv; charset=utf-8",
}


@router.get("/{kind}.{format_}")
async def save(visit: Manager, kind: Kind, format_: Literal["xlsx", "csv"]) -> Response:
    """The file to save; asks first who one is where one came long ago."""
    path = f"/centers/{visit.center}/exports/{kind}"
    content, said = await visit.api.file("registry", path, _MEDIA_TYPE[format_], {"format": format_})
    headers = {**said, "cache-control": "no-store"}
    return Response(content, media_type=_MEDIA_TYPE[format_], headers=headers)
