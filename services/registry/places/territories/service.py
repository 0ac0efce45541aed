"""Entering, correcting and removing yards, streets and microdistricts."""

from dataclasses import dataclass
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from services.registry.communities.organisations.repository import acts_on
from services.registry.places.centers.errors import CenterNotFound
from services.registry.places.geometry.model import Geometry
from services.registry.places.territories.errors import TerritoryInUse, TerritoryNameTaken
from services.registry.places.territories.model import Territory, TerritoryKind
from services.registry.places.territories.repository import get_territory
from services.registry.storage.writing import Correction, Refusals, correct, take_away, write
from shared.kit import audit

_REFUSED: Refusals = {
    "territories_name_key": TerritoryNameTaken,
    "territories_center_id_fkey": CenterNotFound,
}


@dataclass(frozen=True, slots=True)
class EnterTerritory:
    """A territory is entered."""

    kind: TerritoryKind
    name: str
    geometry: Geometry | None


async def enter_territory(session: AsyncSession, command: EnterTerritory) -> Territory:
    """Raises TerritoryNameTaken."""
    territory = Territory(kind=command.kind, name=command.name, geometry=command.geometry)
    session.add(territory)
    await write(session, _REFUSED)
    audit.note(session, "territory.entered", about=territory.id)
    return territory


async def correct_territory(session: AsyncSession, correction: Correction) -> Territory:
    """Raises TerritoryNotFound, TerritoryNameTaken and Outdated."""
    territory = await get_territory(session, correction.center_id, correction.id)
    await correct(session, territory, correction, {"name"}, _REFUSED)
    audit.note(session, "territory.corrected", about=territory.id)
    return territory


async def remove_territory(session: AsyncSession, center: UUID, territory_id: UUID, version: int) -> None:
    """Raises TerritoryNotFound, Outdated, and TerritoryInUse where houses belong to it or somebody acts in it."""
    if await acts_on(session, center, territory_id):
        raise TerritoryInUse
    await take_away(session, await get_territory(session, center, territory_id), version, TerritoryInUse)
    audit.note(session, "territory.removed", about=territory_id)
