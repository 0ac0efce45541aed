"""The managers' list of calls and visits to make, over HTTP."""

from typing import Annotated, Literal, cast
from uuid import UUID

from fastapi import Query

from services.notifications.calls.errors import CallNotFound
from services.notifications.calls.model import Call
from services.notifications.calls.repository import call_by_id, calls_to_make
from services.notifications.calls.schemas import CallRead
from services.notifications.messages.model import Message
from services.notifications.wording.service import word
from shared.contracts.requests import Language
from shared.kit import audit
from shared.kit.clock import now
from shared.kit.paging import Page, PageQuery
from shared.kit.problems import problems
from shared.kit.routing import Router
from shared.kit.work import Work, may

router = Router(tags=["calls"])


@router.get("/centers/{center}/calls")
async def list_calls(
    query: Annotated[PageQuery, Query()], work: Annotated[Work, may("notifications.calls.list_calls")]
) -> Page[CallRead]:
    """Calls and visits to make, the longest waiting first."""
    found = await calls_to_make(work.session, query.cursor, query.limit + 1)
    shown = [_read(*one) for one in found[: query.limit]]
    return Page(items=shown, next=shown[-1].id if len(found) > query.limit else None)


@router.post("/centers/{center}/calls/{id}/done", responses=problems(CallNotFound))
async def make_call(
    id: UUID,  # noqa: A002 the path's own word
    work: Annotated[Work, may("notifications.calls.make_call")],
) -> CallRead:
    """Note that the resident was called or visited, and so has heard the message."""
    call, message, language = await call_by_id(work.session, id)
    if call.done_at is None:
        call.done(now())
        message.read(now())
        audit.note(work.session, "call.made", about=call.resident_id, ground=call.way)
    return _read(call, message, language)


def _read(call: Call, message: Message, language: Language) -> CallRead:
    worded = word(message.code, message.params, language, now(), lasting=True)
    return CallRead(
        id=call.id,
        way=cast(Literal["phone", "visit"], call.way),
        resident_id=call.resident_id,
        message_id=message.id,
        code=message.code,
        title=worded.title,
        text=worded.text,
        not_before=call.not_before,
        created_at=call.created_at,
        done_at=call.done_at,
    )
