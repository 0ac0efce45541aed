"""Drawing a map of a community's infrastructure, and drawing it anew."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from services.registry.communities.infrastructure.model import InfrastructureMap
from services.registry.communities.infrastructure.repository import count_evidence, get_map
from services.registry.communities.infrastructure.schemas import EvidenceRead
from services.registry.communities.organisations.errors import OrganisationNotFound
from services.registry.communities.organisations.repository import get_organisation, houses_of
from shared.kit import audit
from shared.kit.clock import today
from shared.kit.etags import check_version
from shared.kit.ids import new_id
from shared.kit.problems import invalid

Said = Sequence[Mapping[str, Any]]  # Any: parts of a body, already validated


@dataclass(frozen=True, slots=True)
class DrawMap:
    """A map of a community, or of the whole center where `organisation_id` is None."""

    center_id: UUID
    organisation_id: UUID | None
    name: str
    drawn_on: date | None
    parts: Said
    links: Said


async def draw_map(session: AsyncSession, command: DrawMap) -> InfrastructureMap:
    """What can be counted is counted now and kept with the map. Raises Invalid."""
    drawn_on = _day(command.drawn_on)
    evidence = await evidence_of(session, command.center_id, command.organisation_id)
    drawn = InfrastructureMap(
        center_id=command.center_id,
        id=new_id(),
        organisation_id=command.organisation_id,
        name=command.name,
        drawn_on=drawn_on,
        parts=[dict(one) for one in command.parts],
        links=[dict(one) for one in command.links],
        evidence=evidence.model_dump(),
    )
    session.add(drawn)
    audit.note(session, "infrastructure.drawn", about=drawn.id)
    await session.flush()
    return drawn


@dataclass(frozen=True, slots=True)
class RedrawMap:
    """The whole map anew; the day stays where `drawn_on` is None."""

    center_id: UUID
    map_id: UUID
    version: int
    name: str
    drawn_on: date | None
    parts: Said
    links: Said


async def redraw_map(session: AsyncSession, command: RedrawMap) -> InfrastructureMap:
    """Raises MapNotFound, Invalid, Outdated."""
    drawn = await get_map(session, command.center_id, command.map_id)
    check_version(drawn, command.version)
    drawn.name = command.name
    drawn.drawn_on = _day(command.drawn_on or drawn.drawn_on)
    drawn.parts = [dict(one) for one in command.parts]
    drawn.links = [dict(one) for one in command.links]
    audit.note(session, "infrastructure.redrawn", about=drawn.id)
    await session.flush()
    return drawn


async def evidence_of(session: AsyncSession, center: UUID, organisation: UUID | None) -> EvidenceRead:
    """What can be counted today: in the houses of a community, or in the whole center. Raises Invalid."""
    if organisation is None:
        return await count_evidence(session, center, None)
    try:
        found = await get_organisation(session, center, organisation)
    except OrganisationNotFound as error:
        raise invalid(
            "/organisation_id", "infrastructure.community-unknown", "Такого сообщества в центре нет"
        ) from error
    return await count_evidence(session, center, await houses_of(session, found) or None)


def _day(drawn_on: date | None) -> date:
    day = drawn_on or today()
    if day > today():
        raise invalid("/drawn_on", "infrastructure.day-to-come", "Этот день ещё не наступил")
    return day
