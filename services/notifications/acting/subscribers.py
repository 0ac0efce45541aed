"""Tells residents what staff did in their name, so that they can say that they did not ask for it."""

from collections.abc import Sequence

from sqlalchemy.ext.asyncio import AsyncSession

from services.notifications.messages.repository import Notice
from services.notifications.messages.service import tell
from services.notifications.residents.repository import known_among
from shared.contracts.acting import (
    EventsActedForV1,
    RegistryActedForV1,
    SurveysActedForV1,
    TalentsActedForV1,
)
from shared.kit.merging import as_kept
from shared.kit.reactions import Reactions, Told

reactions = Reactions()

AnyDeed = RegistryActedForV1 | TalentsActedForV1 | SurveysActedForV1 | EventsActedForV1


@reactions.on(RegistryActedForV1)
async def tell_of_deeds_in_the_registry(
    session: AsyncSession, told: Sequence[Told[RegistryActedForV1]]
) -> None:
    """What was entered or changed in the person's name."""
    await _tell(session, told)


@reactions.on(TalentsActedForV1)
async def tell_of_deeds_in_the_bank(session: AsyncSession, told: Sequence[Told[TalentsActedForV1]]) -> None:
    """Offers, needs and answers to matches."""
    await _tell(session, told)


@reactions.on(SurveysActedForV1)
async def tell_of_answers_entered(session: AsyncSession, told: Sequence[Told[SurveysActedForV1]]) -> None:
    """Answers from paper or from a talk."""
    await _tell(session, told)


@reactions.on(EventsActedForV1)
async def tell_of_deeds_about_events(session: AsyncSession, told: Sequence[Told[EventsActedForV1]]) -> None:
    """Registrations that staff gave up for somebody."""
    await _tell(session, told)


async def _tell(session: AsyncSession, told: Sequence[Told[AnyDeed]]) -> None:
    told = await as_kept(session, told)
    known = await known_among(session, (one.fact.resident_id for one in told))
    notices = [
        Notice(one.fact.resident_id, "acted_for", {"action": one.fact.action}, one.id)
        for one in told
        if one.fact.resident_id in known
    ]
    await tell(session, notices)
