"""The local mailbox: letters that would have gone out; only where the settings keep mail at home."""

from datetime import datetime
from uuid import UUID

from fastapi import APIRouter
from starlette.exceptions import HTTPException
from starlette.responses import Response

from services.portal.visits.api import Listed, Read
from services.portal.visits.visit import Anyone

router = APIRouter(include_in_schema=False)


class Letter(Read):
    """A letter that would have gone out."""

    id: UUID
    address: str
    title: str
    text: str
    at: datetime


@router.get("/dev/mail")
async def mailbox(visit: Anyone) -> Response:
    """The newest letters."""
    if not visit.portal.settings.dev_mail:
        raise HTTPException(404)
    letters = await visit.api.get(Listed[Letter], "notifications", "/dev/mail", {"limit": 50})
    return visit.page("mailbox/mailbox", letters=letters.items)
