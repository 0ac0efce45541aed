"""Gives a need its handful of candidates, when it is stated, when an offer is made, when one falls out."""

from collections.abc import Collection
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from services.talents.matches.model import Match
from services.talents.matching import repository
from services.talents.matching.model import HANDFUL, Fit
from services.talents.matching.repository import Asker, Helper
from services.talents.needs import repository as needs
from services.talents.needs.model import Need
from services.talents.offers.model import Offer
from services.talents.residents.errors import ResidentNotFound
from services.talents.times.model import common, suiting, unsuiting
from shared.kit.clock import now
from shared.kit.ids import new_id


async def seek_helpers(session: AsyncSession, need: Need, but: Collection[UUID] = ()) -> list[Match]:
    """Adds candidates up to a handful and notes where the asker lives.

    Where nobody has a common time, those free at another time are better than nobody: they can be asked.
    Raises ResidentNotFound for somebody who was erased.
    """
    me, found = await repository.helpers(session, need, suiting(need.free), but)
    if me.erased:
        raise ResidentNotFound
    need.house_id = me.house_id
    people = {helper.resident_id for helper in found}
    if len(people) < min(HANDFUL, len(found)):  # somebody who offers the same twice took another's place
        found += (await repository.helpers(session, need, suiting(need.free), {*but, *people}))[1]
    if not found and need.free:
        _, found = await repository.helpers(session, need, unsuiting(need.free), but)
    matches = _best(need, found, HANDFUL - need.candidates)
    need.candidates += sum(match.fit.fits for match in matches)
    session.add_all(matches)
    return matches


async def seek_needs(session: AsyncSession, offer: Offer) -> list[Match]:
    """Adds the offer to the oldest needs that still look for candidates; notes where its author lives.

    Raises ResidentNotFound for somebody who was erased.
    """
    me, found = await repository.askers(session, offer, suiting(offer.free))
    if me.erased:
        raise ResidentNotFound
    offer.house_id, offer.asked_at = me.house_id, me.asked_at
    taken = await needs.take_candidate(session, [asker.need_id for asker in found]) if found else set()
    matches = [_match_for(offer, asker, me.helped) for asker in found if asker.need_id in taken]
    session.add_all(matches)
    return matches


def _best(need: Need, found: list[Helper], room: int) -> list[Match]:
    """The best offers of different helpers, the best first."""
    today = now()
    matches: dict[UUID, Match] = {}
    for match in sorted((_match_with(need, helper) for helper in found), key=lambda m: m.fit.order(today)):
        matches.setdefault(match.helping_id, match)
    return list(matches.values())[: max(room, 0)]


def _match_with(need: Need, helper: Helper) -> Match:
    fit = Fit(
        common(need.free, helper.free),
        bool(need.free and helper.free),
        need.house_id is not None and need.house_id == helper.house_id,
        helper.asked_at,
        helper.helped,
    )
    return _match(need.id, helper.offer_id, need.resident_id, helper.resident_id, need.skill, fit)


def _match_for(offer: Offer, asker: Asker, helped: int) -> Match:
    fit = Fit(
        common(asker.free, offer.free),
        bool(asker.free and offer.free),
        offer.house_id is not None and offer.house_id == asker.house_id,
        offer.asked_at,
        helped,
    )
    return _match(asker.need_id, offer.id, asker.resident_id, offer.resident_id, offer.skill, fit)


def _match(need_id: UUID, offer_id: UUID, asking_id: UUID, helping_id: UUID, skill: str, fit: Fit) -> Match:
    return Match(
        id=new_id(),
        need_id=need_id,
        offer_id=offer_id,
        asking_id=asking_id,
        helping_id=helping_id,
        skill=skill,
        state="found",
        common_times=fit.common_times,
        times_known=fit.times_known,
        same_house=fit.same_house,
        helper_asked_at=fit.asked_at,
        helper_helped=fit.helped,
    )
