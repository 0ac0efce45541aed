"""The local mailbox over HTTP; mounted only where the settings ask for it."""

from typing import Annotated

from fastapi import Query
from sqlalchemy import select

from services.notifications.mailbox.model import Mail
from services.notifications.mailbox.schemas import MailQuery, MailRead
from shared.kit.paging import Page, page_of
from shared.kit.routing import Router
from shared.kit.work import Work, anyone

router = Router(tags=["mailbox"])


@router.get("/dev/mail")
async def list_mail(query: Annotated[MailQuery, Query()], work: Annotated[Work, anyone()]) -> Page[MailRead]:
    """Letters that would have gone out, newest first."""
    letters = select(Mail)
    if query.address is not None:
        letters = letters.where(Mail.address == query.address)
    return await page_of(work.session, letters, Mail.id, query, MailRead.model_validate)
