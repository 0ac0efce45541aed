"""Whoever is signed in shows anew who they are: a code goes to their own contact."""

from typing import Annotated

from fastapi import Depends

from services.registry.access.again.errors import NoContact
from services.registry.access.again.model import masked
from services.registry.access.again.repository import own_contact
from services.registry.access.again.schemas import AgainAsk, AgainAsked
from services.registry.access.keys.endpoints import Signing
from services.registry.access.keys.errors import SigningKeyMissing
from services.registry.access.passkeys.repository import passkeys_of
from services.registry.access.sign_in.endpoints import code_limits, keys_work, send_to
from services.registry.access.sign_in.errors import CodeNotSent, KeyNeeded, NoWayToTelephones, TooManyCodes
from services.registry.settings import CodeLimits
from shared.kit.problems import problems
from shared.kit.routing import Router
from shared.kit.work import Work, may

router = Router(tags=["sign-in"])


@router.post(
    "/sign-in/again/codes",
    status_code=202,
    responses=problems(NoContact, KeyNeeded, TooManyCodes, CodeNotSent, SigningKeyMissing),
)
async def send_code(
    body: AgainAsk,
    work: Annotated[Work, may("registry.again.send_code")],
    keys: Signing,
    limits: Annotated[CodeLimits, Depends(code_limits)],
) -> AgainAsked:
    """Sends a code to the caller's own contact; whoever has a passkey shows that."""
    async with work.database.transaction(None) as session:
        contact = await own_contact(session, work.caller)
        if keys_work(work.request) and await passkeys_of(session, work.caller.id):
            raise KeyNeeded
    if contact is None:
        raise NoContact
    try:
        asked = await send_to(work, keys, limits, contact, None, body.browser, body.language)
    except NoWayToTelephones as error:
        raise NoContact from error
    return AgainAsked(
        request_id=asked.id, expires_at=asked.expires_at, choice=work.caller.id, contact=masked(contact)
    )
