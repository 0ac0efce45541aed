"""Lists on their way out: of the same shape as they come in, each export in the log, after a sign-in of late."""

from typing import Annotated, Any
from urllib.parse import quote

from fastapi import Query
from starlette.responses import Response

from services.registry.exchange.exports.model import CSV, MEDIA_TYPE, SHAPES, XLSX, Format
from services.registry.exchange.exports.repository import lines_of, nothing
from services.registry.exchange.exports.service import write_list
from services.registry.exchange.headings.model import Kind
from shared.kit import audit
from shared.kit.clock import today
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
_TEMPLATE: dict[int | str, dict[str, Any]] = {  # Any: JSON
    200: _ANSWERS[200] | {"description": "the headings"}
}
Wanted = Annotated[Format, Query(alias="format", description="xlsx for people, csv for programs")]


@router.get("/centers/{center}/exports/{kind}", response_class=Response, responses=_ANSWERS)
async def export(
    kind: Kind,
    work: Annotated[Work, may("registry.exports.export")],
    _recent: Annotated[None, recently_authenticated()],
    format_: Wanted = "xlsx",
) -> Response:
    """Everything of the kind in the center; an import of the file changes nothing."""
    shape = SHAPES[kind]
    lines = lines_of(work.session, work.center, kind)
    content, count = await write_list(format_, shape.title, shape.headings, lines)
    audit.note(work.session, f"{kind}.exported", evidence=f"{format_} {count}")
    return _file(content, format_, shape.title.lower())


@router.get("/centers/{center}/exports/{kind}/template", response_class=Response, responses=_TEMPLATE)
async def template(
    kind: Kind, work: Annotated[Work, may("registry.exports.template")], format_: Wanted = "xlsx"
) -> Response:
    """The headings of such a list with nothing below them: to be filled in and brought back."""
    shape = SHAPES[kind]
    content, _ = await write_list(format_, shape.title, shape.headings, nothing())
    return _file(content, format_, shape.title.lower())


def _file(content: bytes, format_: Format, name: str) -> Response:
    full = quote(f"{name} {today():%Y-%m-%d}.{format_}")
    saved = f"attachment; filename=\"list.{format_}\"; filename*=UTF-8''{full}"
    headers = {"content-disposition": saved, "cache-control": "no-store"}
    return Response(content, media_type=MEDIA_TYPE[format_], headers=headers)
