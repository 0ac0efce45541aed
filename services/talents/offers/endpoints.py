"""Offers over HTTP."""

from typing import Annotated
from uuid import UUID

from fastapi import Query, Response

from services.talents.matching.repository import offer_as_written
from services.talents.offers import repository, service
from services.talents.offers.errors import OfferAgreedUpon, OfferNotFound, OfferWithdrawn
from services.talents.offers.schemas import OfferCreate, OfferQuery, OfferRead, OfferUpdate
from services.talents.residents.endpoints import check_voice
from services.talents.residents.errors import ConsentWithdrawn, ResidentNotFound
from services.talents.residents.service import own_or_asked
from services.talents.times.model import from_mask
from services.talents.words.model import REFUSALS
from shared.kit.etags import Expected, Outdated, VersionMissing, answered
from shared.kit.hot import HotWork, hot
from shared.kit.one_trip import OneTrip, one_trip
from shared.kit.paging import Page
from shared.kit.problems import Invalid, problems
from shared.kit.routing import Router
from shared.kit.work import Work, may

router = Router(tags=["offers"])

Theirs = Annotated[Work, may("talents.offers.use")]


@router.post(
    "/centers/{center}/offers",
    status_code=201,
    responses=problems(ResidentNotFound, ConsentWithdrawn, Invalid),
)
async def make_offer(
    body: OfferCreate, work: Annotated[OneTrip, one_trip("talents.offers.make_offer")], response: Response
) -> OfferRead:
    """Says «я могу помочь»; needs that it answers find it at once."""
    said = body.by(work.caller, work.center)
    await check_voice(work, said.voice, "offer.made-for")
    offer = service.new_offer(said)
    work.add(service.said_of(offer))
    work.call("make_offer", *offer_as_written(offer), refusals=REFUSALS)
    return answered(response, offer, OfferRead)


@router.get("/centers/{center}/offers")
async def list_offers(
    query: Annotated[OfferQuery, Query()], work: Annotated[HotWork, hot("talents.offers.list_offers")]
) -> Page[OfferRead]:
    """The newest first."""
    of_whom = own_or_asked(work.caller, query.resident_id)
    rows = await repository.newest(
        await work.begin(), of_whom, query.state, query.skill, query.cursor, query.limit + 1
    )
    shown = [OfferRead(**{**row, "free": from_mask(row["free"])}) for row in rows[: query.limit]]
    return Page(items=shown, next=shown[-1].id if len(rows) > query.limit else None)


@router.get("/centers/{center}/offers/{id}", responses=problems(OfferNotFound))
async def read_offer(id: UUID, work: Theirs, response: Response) -> OfferRead:  # noqa: A002 named by the path
    """One offer, with its ETag."""
    return answered(response, await service.read_offer(work.session, work.caller, id), OfferRead)


@router.patch(
    "/centers/{center}/offers/{id}",
    responses=problems(OfferNotFound, OfferWithdrawn, OfferAgreedUpon, Outdated, VersionMissing),
)
async def change_offer(
    id: UUID,  # noqa: A002 named by the path
    body: OfferUpdate,
    work: Theirs,
    expected: Expected,
    response: Response,
) -> OfferRead:
    """Other times or another skill find other needs."""
    offer = await service.change_offer(work.session, work.caller, id, expected, body.anew())
    return answered(response, offer, OfferRead)


@router.post(
    "/centers/{center}/offers/{id}/withdraw", responses=problems(OfferNotFound, OfferWithdrawn, Outdated)
)
async def withdraw_offer(id: UUID, work: Theirs, response: Response) -> OfferRead:  # noqa: A002 named by the path
    """Whoever waited for this neighbor gets other candidates."""
    return answered(response, await service.withdraw_offer(work.session, work.caller, id), OfferRead)
