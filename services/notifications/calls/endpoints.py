"""The managers' list of calls and visits to make, over HTTP."""

from typing import Annotated, cast
from uuid import UUID

from fastapi import Query

from services.notifications.calls.errors import CallNotFound
from services.notifications.calls.model import Call
from services.notifications.calls.repository import call_by_id, calls_to_make, count_at_meeting
from services.notifications.calls.schemas import AtMeeting, CallMade, CallRead, CallsQuery, Spoken
from services.notifications.messages.model import Message
from services.notifications.wording.service import word
from shared.contracts.requests import Language
from shared.kit import audit
from shared.kit.clock import now
from shared.kit.paging import Page
from shared.kit.problems import problems
from shared.kit.routing import Router
from shared.kit.work import Work, may

router = Router(tags=["calls"])


@router.get("/centers/{center}/calls")
async def list_calls(
    query: Annotated[CallsQuery, Query()], work: Annotated[Work, may("notifications.calls.list_calls")]
) -> Page[CallRead]:
    """Calls and visits to make, or what is to be told when people meet anyway; the longest waiting first."""
    found = await calls_to_make(
        work.session, query.at_meeting, query.resident_id, query.cursor, query.limit + 1
    )
    shown = [_read(*one) for one in found[: query.limit]]
    return Page(items=shown, next=shown[-1].id if len(found) > query.limit else None)


@router.get("/centers/{center}/calls/at-meeting")
async def count_to_tell(
    work: Annotated[Work, may("notifications.calls.list_calls")],
) -> AtMeeting:
    """To how many people a manager has something to tell when they meet."""
    people, since = await count_at_meeting(work.session)
    return AtMeeting(people=people, since=since)


@router.post("/centers/{center}/calls/{id}/done", responses=problems(CallNotFound))
async def make_call(
    id: UUID,  # noqa: A002 the path's own word
    work: Annotated[Work, may("notifications.calls.make_call")],
    body: CallMade | None = None,
) -> CallRead:
    """Note that the resident was called, visited or met, and so has heard the message; noted once."""
    call, message, language = await call_by_id(work.session, id)
    if call.done_at is None:
        made = body or CallMade()
        call.done(now(), made.way, made.on)
        message.read(now())
        audit.note(
            work.session, "call.made", call.resident_id, ground=call.told_way, evidence=str(call.told_on)
        )
    return _read(call, message, language)


def _read(call: Call, message: Message, language: Language) -> CallRead:
    worded = word(message.code, message.params, language, now(), lasting=True, aloud=True)
    return CallRead(
        id=call.id,
        way=cast(Spoken, call.way),
        resident_id=call.resident_id,
        message_id=message.id,
        code=message.code,
        title=worded.title,
        text=worded.text,
        not_before=call.not_before,
        created_at=call.created_at,
        at_meeting=call.at_meeting,
        done_at=call.done_at,
        told_way=cast(Spoken | None, call.told_way),
        told_on=call.told_on,
    )
