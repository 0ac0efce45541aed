"""Tells residents what becomes of the events that concern them."""

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from services.notifications.gatherings.model import Gathering
from services.notifications.gatherings.repository import (
    delete_registration,
    gathering_by_id,
    remember_registration,
)
from services.notifications.gatherings.service import tell_concerned, tell_sides
from services.notifications.help.repository import match_by_id
from services.notifications.messages.repository import Notice
from services.notifications.messages.service import tell
from services.notifications.residents.repository import erased_among
from services.notifications.wording.model import MessageCode
from shared.contracts.events import (
    EventCancelledV1,
    EventMovedV1,
    EventPlannedV1,
    RegistrationCancelledV1,
    RegistrationMadeV1,
    RegistrationPromotedV1,
)
from shared.kit.clock import now
from shared.kit.merging import as_kept
from shared.kit.reactions import Reactions, Told

reactions = Reactions()


@reactions.on(EventPlannedV1)
async def tell_of_plans(session: AsyncSession, told: Sequence[Told[EventPlannedV1]]) -> None:
    """The one who holds the event hears of it, and both sides of the match whose help is given there."""
    told = await as_kept(session, told)
    for one in told:
        fact = one.fact
        gathering = await gathering_by_id(session, fact.event_id)
        gathering.kind, gathering.match_id = fact.kind, fact.match_id
        gathering.starts_at = gathering.starts_at or fact.starts_at
        gathering.planned_by = one.id
        if fact.organiser_id is not None and not await erased_among(session, [fact.organiser_id]):
            gathering.organiser_id = fact.organiser_id
            await _tell(session, gathering, fact.organiser_id, "event_entrusted", one.id)
        match = await match_by_id(session, fact.match_id) if fact.match_id else None
        if match is not None and not gathering.is_behind(now()):
            await tell_sides(session, gathering, match)


@reactions.on(EventMovedV1)
async def tell_of_new_time(session: AsyncSession, told: Sequence[Told[EventMovedV1]]) -> None:
    """Everybody whom the event concerns hears when it begins now."""
    for one in told:
        gathering = await gathering_by_id(session, one.fact.event_id)
        gathering.starts_at = one.fact.starts_at
        await tell_concerned(session, gathering, "event_moved", one.id)


@reactions.on(EventCancelledV1)
async def tell_of_cancelling(session: AsyncSession, told: Sequence[Told[EventCancelledV1]]) -> None:
    """Everybody whom the event concerns hears that it will not take place."""
    for one in told:
        gathering = await gathering_by_id(session, one.fact.event_id)
        gathering.cancelled_by = one.id
        await tell_concerned(session, gathering, "event_cancelled", one.id)


@reactions.on(RegistrationMadeV1)
async def tell_whom_others_signed_up(session: AsyncSession, told: Sequence[Told[RegistrationMadeV1]]) -> None:
    """Whoever was signed up by a manager hears of it; whoever did it on the site has seen it there."""
    told = await as_kept(session, told)
    erased = await erased_among(session, [one.fact.resident_id for one in told])
    for one in told:
        fact = one.fact
        if fact.resident_id in erased:
            continue
        await remember_registration(session, fact)
        if fact.channel == "web":
            continue
        code: MessageCode = "registration_waiting" if fact.waiting else "registration_made"
        gathering = await gathering_by_id(session, fact.event_id)
        await _tell(session, gathering, fact.resident_id, code, one.id)


@reactions.on(RegistrationCancelledV1)
async def note_who_will_not_come(
    session: AsyncSession, told: Sequence[Told[RegistrationCancelledV1]]
) -> None:
    """Whoever gave their place up is told nothing more about the event."""
    for one in told:
        await delete_registration(session, one.fact.registration_id)


@reactions.on(RegistrationPromotedV1)
async def tell_of_free_place(session: AsyncSession, told: Sequence[Told[RegistrationPromotedV1]]) -> None:
    """Whoever waited hears that there is a place now."""
    told = await as_kept(session, told)
    for one in told:
        gathering = await gathering_by_id(session, one.fact.event_id)
        await _tell(session, gathering, one.fact.resident_id, "registration_promoted", one.id)


async def _tell(
    session: AsyncSession, gathering: Gathering, resident_id: UUID, code: MessageCode, cause: UUID
) -> None:
    if not gathering.is_behind(now()):
        await tell(session, [Notice(resident_id, code, gathering.params(), cause)])
