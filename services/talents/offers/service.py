"""Makes, changes and withdraws offers, and looks at once whom they can help."""

from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from services.talents.matches import repository as matches
from services.talents.matches.service import fall_through, find_others
from services.talents.matching.repository import answer_needs, offer_as_written
from services.talents.needs import repository as needs
from services.talents.offers import repository
from services.talents.offers.errors import OfferAgreedUpon, OfferNotFound
from services.talents.offers.model import Offer
from services.talents.residents.service import must_see
from services.talents.words.model import REFUSALS, Said, SaidAnew
from shared.contracts.talents import OfferMadeV1, OfferWithdrawnV1
from shared.kit import outbox
from shared.kit.access import Caller
from shared.kit.clock import now
from shared.kit.database import driver_of
from shared.kit.etags import check_version
from shared.kit.ids import new_id
from shared.kit.one_trip import call_within


def new_offer(said: Said) -> Offer:
    """«Я могу помочь», as it is to be written by `make_offer` of the database; needs that it answers find it then."""
    return Offer(
        center_id=said.center,
        id=new_id(),
        resident_id=said.voice.resident_id,
        skill=said.skill,
        details=said.details,
        free=said.free,
        channel=said.voice.channel,
        state="standing",
        made_at=now(),
        version=1,
    )


def said_of(offer: Offer) -> OfferMadeV1:
    """What is told of a new offer."""
    return OfferMadeV1(
        offer_id=offer.id, resident_id=offer.resident_id, skill=offer.skill, channel=offer.channel
    )


async def refresh_offer(session: AsyncSession, said: Said) -> None:
    """A new offer, but whoever offers this skill already is only taken at their new word about time.

    Raises ResidentNotFound for somebody who was erased, and ConsentWithdrawn.
    """
    offer = await repository.standing_of(session, said.voice.resident_id, said.skill)
    if offer is None:
        offer = new_offer(said)
        await call_within(session, "make_offer", *offer_as_written(offer), refusals=REFUSALS)
        outbox.add(session, said_of(offer))
    else:
        await _change(session, offer, SaidAnew(free=said.free or None))


async def read_offer(session: AsyncSession, caller: Caller, offer_id: UUID) -> Offer:
    """Raises OfferNotFound, also for another resident's offer."""
    offer = await repository.get(session, offer_id)
    must_see(caller, offer.resident_id, error=OfferNotFound)
    return offer


async def change_offer(
    session: AsyncSession, caller: Caller, offer_id: UUID, expected: int, change: SaidAnew
) -> Offer:
    """Raises OfferNotFound, Outdated, OfferWithdrawn, or OfferAgreedUpon for another skill amid an agreement."""
    offer = await read_offer(session, caller, offer_id)
    check_version(offer, expected)
    await _change(session, offer, change)
    return offer


async def withdraw_offer(session: AsyncSession, caller: Caller, offer_id: UUID) -> Offer:
    """Whoever waited for this neighbor gets other candidates. Raises OfferNotFound or OfferWithdrawn."""
    await read_offer(session, caller, offer_id)
    return await take_down(session, offer_id)


async def take_down(session: AsyncSession, offer_id: UUID) -> Offer:
    """The offer stands no more, whoever says so. Raises OfferNotFound or OfferWithdrawn."""
    waiting = await needs.lock(session, await matches.needs_of_offer(session, offer_id))
    offer = await repository.get(session, offer_id, for_update=True)
    offer.withdraw()
    await session.flush()
    for match in await matches.pending_of_offer(session, offer_id):
        await fall_through(session, match, "helping")
    await matches.drop_found_of_offer(session, offer_id, [need.id for need in waiting])
    await find_others(session, waiting)
    outbox.add(session, OfferWithdrawnV1(offer_id=offer.id, resident_id=offer.resident_id))
    return offer


async def _change(session: AsyncSession, offer: Offer, change: SaidAnew) -> None:
    skill_before = offer.skill
    if offer.change(change.skill, change.details, change.free):
        if offer.skill != skill_before and await matches.pending_of_offer(session, offer.id):
            raise OfferAgreedUpon
        await session.flush()
        waiting = await needs.lock(session, await matches.needs_of_offer(session, offer.id))
        await matches.drop_found_of_offer(session, offer.id, [need.id for need in waiting])
        await find_others(session, waiting)
        await answer_needs(await driver_of(session), offer)
    await session.flush()
