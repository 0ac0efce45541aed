"""A resident's messages over HTTP."""

from typing import Annotated
from uuid import UUID

from fastapi import Query

from services.notifications.messages.errors import MessageNotFound
from services.notifications.messages.model import Message
from services.notifications.messages.repository import count_unread, message_by_id, messages_of
from services.notifications.messages.schemas import MessagePage, MessageQuery, MessageRead
from services.notifications.preferences.errors import ResidentNotFound
from services.notifications.preferences.repository import language_of
from services.notifications.residents.service import may_speak_for
from services.notifications.wording.service import word
from shared.contracts.requests import Language
from shared.kit import audit
from shared.kit.clock import now
from shared.kit.paging import page_of
from shared.kit.problems import problems
from shared.kit.routing import Router
from shared.kit.work import Work, may

router = Router(tags=["messages"])


@router.get("/centers/{center}/residents/{id}/messages", responses=problems(ResidentNotFound))
async def list_messages(
    id: UUID,  # noqa: A002 the path's own word
    query: Annotated[MessageQuery, Query()],
    work: Annotated[Work, may("notifications.messages.list_messages")],
) -> MessagePage:
    """What a resident was told, newest first, also to a child for whom the caller answers; a manager's look is written
    to the audit log."""
    answers = await work.speaks_for(id)
    session = work.session
    if not answers:
        await may_speak_for(session, work.caller, id)
    language = query.language or await language_of(session, id)
    page = await page_of(session, messages_of(id), Message.id, query, lambda one: _read(one, language))
    if work.caller.role == "manager":
        audit.note(session, "messages.read", about=id)
    return MessagePage(items=page.items, next=page.next, unread=await count_unread(session, id))


@router.post("/centers/{center}/messages/{id}/read", responses=problems(MessageNotFound))
async def read_message(
    id: UUID,  # noqa: A002 the path's own word
    work: Annotated[Work, may("notifications.messages.read_message")],
) -> MessageRead:
    """Note that the resident has read a message."""
    message = await message_by_id(work.session, id)
    if not work.caller.is_resident(message.resident_id):
        raise MessageNotFound
    message.read(now())
    return _read(message, await language_of(work.session, message.resident_id))


def _read(message: Message, language: Language) -> MessageRead:
    worded = word(message.code, message.params, language, now())
    return MessageRead(
        id=message.id,
        code=message.code,
        params=message.params,
        title=worded.title,
        text=worded.text,
        created_at=message.created_at,
        read_at=message.read_at,
    )
