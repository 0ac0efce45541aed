"""Printed cards over HTTP."""

from typing import Annotated
from uuid import UUID

from starlette.responses import Response

from services.registry.people.cards import service
from services.registry.people.cards.errors import CardNotFound
from services.registry.people.cards.repository import cards_of_resident
from services.registry.people.cards.schemas import CardRead, Cards
from services.registry.people.residents.errors import ResidentNotFound
from services.registry.people.residents.repository import get_resident
from services.registry.people.residents.service import must_be_own
from services.registry.places.centers.repository import get_center
from shared.kit.problems import invalid, problems
from shared.kit.routing import Router
from shared.kit.work import Work, may

router = Router(tags=["residents"])

_PATH = "/centers/{center}/residents/{resident_id}/cards"
_CENTER = {"name": "center", "in": "path", "required": True, "schema": {"type": "string", "format": "uuid"}}
_NOT_KEPT: dict[str, list[object]] = {"parameters": [_CENTER]}
"""A card's secret is written down nowhere, so that its answer cannot be kept for repetition."""


@router.get(_PATH, responses=problems(ResidentNotFound))
async def list_cards(resident_id: UUID, work: Annotated[Work, may("registry.cards.list_cards")]) -> Cards:
    """Which cards a resident was given, and which is in force."""
    await must_be_own(work.session, work.caller, work.center, resident_id)
    await get_resident(work.session, work.center, resident_id)
    found = await cards_of_resident(work.session, work.center, resident_id)
    return Cards(items=[CardRead.model_validate(one) for one in found])


@router.post(
    _PATH,
    status_code=201,
    response_class=Response,
    responses={**problems(ResidentNotFound), 201: {"content": {"application/pdf": {}}}},
    openapi_extra=_NOT_KEPT,
)
async def issue_card(resident_id: UUID, work: Annotated[Work, may("registry.cards.issue_card")]) -> Response:
    """A new card as PDF, to be cut out and folded; the card before it ends. Takes no idempotency key."""
    if "idempotency-key" in work.request.headers:
        raise invalid(
            "/idempotency-key",
            "cards.not-repeated",
            "Карточка печатается один раз: повтор по ключу здесь невозможен",
        )
    resident = await get_resident(work.session, work.center, resident_id, for_update=True)
    card, secret = await service.issue(work.session, resident, work.caller.id)
    center = await get_center(work.session, work.center)
    made = await service.print_card(center, resident, card, secret)
    headers = {"content-disposition": 'inline; filename="card.pdf"', "cache-control": "no-store"}
    return Response(made, 201, headers, "application/pdf")


@router.delete(_PATH + "/current", status_code=204, responses=problems(ResidentNotFound, CardNotFound))
async def end_card(resident_id: UUID, work: Annotated[Work, may("registry.cards.end_card")]) -> None:
    """The card was lost: it signs nobody in any more."""
    await must_be_own(work.session, work.caller, work.center, resident_id)
    await get_resident(work.session, work.center, resident_id, for_update=True)
    await service.revoke(work.session, work.center, resident_id)
