"""Lists from elsewhere over HTTP: sent, looked at, applied, stopped; a center's managers only."""

from typing import Annotated, Any, cast, get_args
from uuid import UUID

import orjson
from fastapi import Query, Request
from pydantic import ValidationError

from services.registry.exchange.cells.model import Problem
from services.registry.exchange.headings.model import Kind, missing
from services.registry.exchange.imports.errors import ImportNotReady, ImportUnderWay
from services.registry.exchange.imports.model import Import
from services.registry.exchange.imports.repository import get_import, imports_of
from services.registry.exchange.imports.schemas import (
    SENT,
    ColumnsChosen,
    ImportListed,
    ImportRead,
    RowPage,
    RowProblem,
    RowQuery,
    RowRead,
)
from services.registry.exchange.imports.use_cases.change_import import (
    apply_import,
    cancel_import,
    choose_columns,
    forget_import,
)
from services.registry.exchange.imports.use_cases.take_file import TakeFile, take_file
from services.registry.exchange.of_members.repository import enters_posts
from services.registry.exchange.staging.model import ImportRow
from services.registry.exchange.staging.repository import rejected_first, rows_of
from shared.kit import audit
from shared.kit.language import say
from shared.kit.paging import CountedQuery, Page, page_of
from shared.kit.problems import invalid, problems
from shared.kit.recently import SignInAgainNeeded, must_be_recent
from shared.kit.routing import Router
from shared.kit.uploads import FileTooLarge, form_with_file
from shared.kit.work import Work, may

router = Router(tags=["imports"])


@router.post(
    "/centers/{center}/imports", status_code=202, responses=problems(FileTooLarge), openapi_extra=SENT
)
async def take(request: Request, work: Annotated[Work, may("registry.imports.take")]) -> ImportRead:
    """Takes a list and begins to check it; nothing is entered before it is applied."""
    sent = await form_with_file(request)
    kind = sent.text("kind")
    if kind not in get_args(Kind):
        raise invalid(
            "/kind",
            "imports.kind",
            "Скажите, что в списке: жители, дома, организации, участники, собственники, партнёры или справочник",
        )
    if sent.file is None:
        raise invalid("/file", "imports.file-missing", "Выберите файл CSV или XLSX")
    mapping = _mapping(sent.text("mapping"))
    command = TakeFile(work.center, work.caller.id, cast(Kind, kind), *sent.file, mapping)
    return await _answer(work, await take_file(work.session, command))


@router.get("/centers/{center}/imports")
async def list_imports(
    query: Annotated[CountedQuery, Query()], work: Annotated[Work, may("registry.imports.list_imports")]
) -> Page[ImportListed]:
    """The center's lists, newest first."""
    return await page_of(work.session, imports_of(work.center), Import.id, query, ImportListed.model_validate)


@router.get("/centers/{center}/imports/{import_id}")
async def read_import(
    import_id: UUID, work: Annotated[Work, may("registry.imports.read_import")]
) -> ImportRead:
    """How far the list is, what was understood, and the first errors."""
    return await _answer(work, await get_import(work.session, work.center, import_id))


@router.get("/centers/{center}/imports/{import_id}/rows")
async def list_rows(
    import_id: UUID,
    query: Annotated[RowQuery, Query()],
    work: Annotated[Work, may("registry.imports.list_rows")],
) -> RowPage:
    """The rows of the list as they stand in the file, with what is wrong; the log keeps who has looked."""
    made = await get_import(work.session, work.center, import_id)
    found = await rows_of(
        work.session, work.center, import_id, query.state, query.after, query.limit, query.noted
    )
    shown = found[: query.limit]
    if shown:
        audit.note(work.session, "import.read", about=made.id, evidence=f"{shown[0].row}-{shown[-1].row}")
    return RowPage(
        items=[_row(one) for one in shown], next=shown[-1].row if len(found) > query.limit else None
    )


@router.put("/centers/{center}/imports/{import_id}/columns", responses=problems(ImportUnderWay))
async def choose(
    import_id: UUID, body: ColumnsChosen, work: Annotated[Work, may("registry.imports.choose")]
) -> ImportRead:
    """Says what the columns hold and has everything checked anew; the next list with these headings knows it."""
    return await _answer(work, await choose_columns(work.session, work.center, import_id, body.mapping))


@router.post(
    "/centers/{center}/imports/{import_id}/apply",
    status_code=202,
    responses=problems(ImportNotReady, SignInAgainNeeded),
)
async def apply(import_id: UUID, work: Annotated[Work, may("registry.imports.apply")]) -> ImportRead:
    """Enters the accepted rows; the others are left out. Posts, which give rights, need a fresh sign-in."""
    if await enters_posts(work.session, work.center, import_id):
        must_be_recent(work.caller)
    return await _answer(work, await apply_import(work.session, work.center, import_id))


@router.post("/centers/{center}/imports/{import_id}/cancel", responses=problems(ImportNotReady))
async def cancel(import_id: UUID, work: Annotated[Work, may("registry.imports.cancel")]) -> ImportRead:
    """Stops it; `applied` says how many rows were entered before, and they stay."""
    return await _answer(work, await cancel_import(work.session, work.center, import_id))


@router.delete("/centers/{center}/imports/{import_id}", status_code=204, responses=problems(ImportUnderWay))
async def forget(import_id: UUID, work: Annotated[Work, may("registry.imports.forget")]) -> None:
    """Deletes the list with its rows; people and houses that were entered stay."""
    await forget_import(work.session, work.center, import_id)


def _mapping(sent: str) -> dict[str, object] | None:
    if not sent.strip():
        return None
    try:
        found = orjson.loads(sent)
        return dict(ColumnsChosen.model_validate({"mapping": found}).mapping)
    except (orjson.JSONDecodeError, ValidationError) as error:
        raise invalid("/mapping", "imports.mapping", "Нужен JSON: что известно → название колонки") from error


async def _answer(work: Work, made: Import) -> ImportRead:
    rejected: list[ImportRead.Problem] = []
    if made.rejected:
        for one in await rejected_first(work.session, made.center_id, made.id):
            rejected += [ImportRead.Problem(row=one.row, **_said(problem)) for problem in one.problems or ()]
    known: dict[str, Any] = {  # Any: columns
        name: getattr(made, name) for name in ImportRead.model_fields if hasattr(made, name)
    }
    known |= {"rejected": rejected, "rejected_rows": made.rejected}
    return ImportRead(**known, missing=missing(made.kind, made.mapping or {}))


def _said(problem: Problem) -> dict[str, str]:
    """The problem in the language of the request; it was found in nobody's."""
    message = say(problem["message"], **problem.get("values", {}))
    return {"column": problem["column"], "code": problem["code"], "message": message}


def _row(one: ImportRow) -> RowRead:
    return RowRead(
        row=one.row,
        state=one.state,
        cells=one.cells,
        understood=one.value,
        changes=(one.value or {}).get("changes", []),
        conflict=(one.value or {}).get("conflict"),
        problems=[RowProblem(**_said(problem)) for problem in one.problems or ()],
        thing_id=one.thing_id if one.state == "applied" else None,
        twin_row=one.twin_row,
        twin_id=one.twin_id,
        twin_by=one.twin_by,
    )
