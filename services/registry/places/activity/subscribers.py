"""Lights windows from what the other services say: somebody came, answered, offered, asked, helped."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import TypeAlias
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from services.registry.places.activity.model import city_day
from services.registry.places.activity.repository import note
from shared.contracts.events import AppealNotedV1, AttendedV1, IdeaOfferedV1, IdeaSupportedV1
from shared.contracts.surveys import AnswerGivenV1
from shared.contracts.talents import MatchCompletedV1, NeedStatedV1, OfferMadeV1
from shared.kit.merging import as_kept
from shared.kit.reactions import Reactions, Told

_Said: TypeAlias = (
    AnswerGivenV1 | OfferMadeV1 | NeedStatedV1 | AppealNotedV1 | IdeaOfferedV1 | IdeaSupportedV1
)
"""Facts of one resident, or of nobody by name."""

reactions = Reactions()


@reactions.on(AttendedV1)
async def light_those_who_came(session: AsyncSession, told: Sequence[Told[AttendedV1]]) -> None:
    """The day is that of the event, whenever it was ticked off."""
    told = await as_kept(session, told)
    await note(session, _days((one.fact.resident_id, one.fact.starts_at) for one in told))


@reactions.on(AnswerGivenV1)
async def light_those_who_answered(session: AsyncSession, told: Sequence[Told[AnswerGivenV1]]) -> None:
    """An anonymous sheet lights nothing."""
    await _light(session, told)


@reactions.on(OfferMadeV1)
async def light_those_who_offered(session: AsyncSession, told: Sequence[Told[OfferMadeV1]]) -> None:
    """Whoever can help takes part."""
    await _light(session, told)


@reactions.on(NeedStatedV1)
async def light_those_who_asked(session: AsyncSession, told: Sequence[Told[NeedStatedV1]]) -> None:
    """Whoever asks takes part too."""
    await _light(session, told)


@reactions.on(AppealNotedV1)
async def light_those_who_appealed(session: AsyncSession, told: Sequence[Told[AppealNotedV1]]) -> None:
    """An appeal in nobody's name lights nothing."""
    await _light(session, told)


@reactions.on(IdeaOfferedV1)
async def light_those_with_ideas(session: AsyncSession, told: Sequence[Told[IdeaOfferedV1]]) -> None:
    """An idea of the center's own lights nothing."""
    await _light(session, told)


@reactions.on(IdeaSupportedV1)
async def light_those_who_supported(session: AsyncSession, told: Sequence[Told[IdeaSupportedV1]]) -> None:
    """To support a neighbor's idea is to take part."""
    await _light(session, told)


@reactions.on(MatchCompletedV1)
async def light_both_sides(session: AsyncSession, told: Sequence[Told[MatchCompletedV1]]) -> None:
    """Help that was given lights both windows."""
    told = await as_kept(session, told)
    sides = ((side, one.occurred_at) for one in told for side in (one.fact.asking_id, one.fact.helping_id))
    await note(session, _days(sides))


async def _light(session: AsyncSession, told: Sequence[Told[_Said]]) -> None:
    kept = await as_kept(session, told)
    await note(
        session, _days((one.fact.resident_id, one.occurred_at) for one in kept if one.fact.resident_id)
    )


def _days(told: Iterable[tuple[UUID, datetime]]) -> dict[UUID, date]:
    found: dict[UUID, date] = {}
    for resident, at in told:
        found[resident] = max(city_day(at), found.get(resident, date.min))
    return found
