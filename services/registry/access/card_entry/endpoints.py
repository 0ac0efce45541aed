"""Signing in by a card at a center's own device."""

from typing import Annotated

from fastapi import Depends, Request

from services.registry.access.card_entry.errors import CardUnfit
from services.registry.access.card_entry.schemas import CardAsk
from services.registry.access.card_entry.use_cases.open_session_by_card import ShowCard, open_session_by_card
from services.registry.access.devices.errors import DeviceUnknown
from services.registry.access.devices.repository import enter_by_device
from services.registry.access.keys.endpoints import Signing
from services.registry.access.keys.errors import SigningKeyMissing
from services.registry.access.limits.model import counted
from services.registry.access.limits.repository import count
from services.registry.access.sign_in.endpoints import LIMITS, Own, code_limits, how
from services.registry.access.sign_in.errors import TooManyCodes
from services.registry.access.sign_in.schemas import SignedIn
from services.registry.people.cards.model import read_secret
from services.registry.settings import CodeLimits
from shared.kit.problems import problems
from shared.kit.routing import Router

router = Router(tags=["sign-in"])

_NOT_KEPT: dict[str, list[object]] = {"parameters": []}
"""Tokens are written down nowhere, so this route takes no idempotency key."""


@router.post(
    "/sign-in/cards",
    responses=problems(DeviceUnknown, CardUnfit, TooManyCodes, SigningKeyMissing),
    openapi_extra=_NOT_KEPT,
)
async def show_card(
    body: CardAsk,
    request: Request,
    keys: Signing,
    database: Own,
    limits: Annotated[CodeLimits, Depends(code_limits)],
) -> SignedIn:
    """Tokens of a short session for a card and a year of birth, at an enrolled device only. Tries are counted and
    committed before anything is compared."""
    pepper = keys.secret(LIMITS)
    async with database.transaction(None) as session:
        device = await enter_by_device(session, body.device_key)
        tries = [
            counted(limits.by_card(), read_secret(body.card), pepper),
            counted(limits.by_device(), device.id.hex, pepper),
        ]
    async with database.transaction(None) as session:
        wait = await count(session, tries)
    if wait is not None:
        raise TooManyCodes(wait)
    async with database.transaction(None) as session:
        command = ShowCard(body.device_key, body.card, body.birth_year, how(request, "card"))
        opened = await open_session_by_card(session, command)
    return SignedIn.by(opened, keys)
