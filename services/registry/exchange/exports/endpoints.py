"""Lists on their way out: of the same shape as they come in, each export in the log, after a sign-in of late."""

from typing import Annotated, Any
from urllib.parse import quote

from fastapi import Query
from starlette.responses import Response

from services.registry.exchange.exports.model import CSV, HOUSES, MEDIA_TYPE, RESIDENTS, XLSX, Format
from services.registry.exchange.exports.repository import houses, residents
from services.registry.exchange.exports.service import write_list
from shared.kit import audit
from shared.kit.clock import now
from shared.kit.problems import problems
from shared.kit.recently import SignInAgainNeeded, recently_authenticated
from shared.kit.routing import Router
from shared.kit.work import Work, may

router = Router(tags=["exports"])

_FILE: dict[str, Any] = {"schema": {"type": "string", "format": "binary"}}  # Any: JSON
_ANSWERS: dict[int | str, dict[str, Any]] = {  # Any: JSON
    200: {"description": "the list", "content": {XLSX: _FILE, CSV.partition(";")[0]: _FILE}},
    **problems(SignInAgainNeeded),
}
Wanted = Annotated[Format, Query(alias="format", description="xlsx for people, csv for programs")]


@router.get("/centers/{center}/exports/residents", response_class=Response, responses=_ANSWERS)
async def export_residents(
    work: Annotated[Work, may("registry.exports.export")],
    _recent: Annotated[None, recently_authenticated()],
    format_: Wanted = "xlsx",
) -> Response:
    """Every resident of the center; an import of the file changes nothing."""
    parts = residents(work.session, work.center)
    content, count = await write_list(format_, "Жители", RESIDENTS, parts)
    audit.note(work.session, "residents.exported", evidence=f"{format_} {count}")
    return _file(content, format_, "жители")


@router.get("/centers/{center}/exports/houses", response_class=Response, responses=_ANSWERS)
async def export_houses(
    work: Annotated[Work, may("registry.exports.export")],
    _recent: Annotated[None, recently_authenticated()],
    format_: Wanted = "xlsx",
) -> Response:
    """Every house of the center."""
    content, count = await write_list(format_, "Дома", HOUSES, houses(work.session, work.center))
    audit.note(work.session, "houses.exported", evidence=f"{format_} {count}")
    return _file(content, format_, "дома")


def _file(content: bytes, format_: Format, name: str) -> Response:
    full = quote(f"{name} {now():%Y-%m-%d}.{format_}")
    saved = f"attachment; filename=\"list.{format_}\"; filename*=UTF-8''{full}"
    headers = {"content-disposition": saved, "cache-control": "no-store"}
    return Response(content, media_type=MEDIA_TYPE[format_], headers=headers)
