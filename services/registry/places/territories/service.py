"""Entering, correcting and removing yards, streets and microdistricts."""

from dataclasses import dataclass
from uuid import UUID

from sqlalchemy.exc import IntegrityError
from sqlalchemy.ext.asyncio import AsyncSession

from services.registry.places.centers.errors import CenterNotFound
from services.registry.places.geometry.model import Geometry
from services.registry.places.territories.errors import TerritoryInUse, TerritoryNameTaken
from services.registry.places.territories.model import Territory, TerritoryKind
from services.registry.places.territories.repository import get_territory
from services.registry.storage.model import Changes, change
from services.registry.storage.repository import broken_rule
from shared.kit import audit
from shared.kit.etags import check_version


@dataclass(frozen=True, slots=True)
class EnterTerritory:
    """A territory is entered."""

    kind: TerritoryKind
    name: str
    geometry: Geometry | None


@dataclass(frozen=True, slots=True)
class CorrectTerritory:
    """What is not in `changes` stays as it is."""

    center_id: UUID
    territory_id: UUID
    version: int
    changes: Changes


async def enter_territory(session: AsyncSession, command: EnterTerritory) -> Territory:
    """Raises TerritoryNameTaken."""
    territory = Territory(kind=command.kind, name=command.name, geometry=command.geometry)
    session.add(territory)
    await _write(session)
    audit.note(session, "territory.entered", about=territory.id)
    return territory


async def correct_territory(session: AsyncSession, command: CorrectTerritory) -> Territory:
    """Raises TerritoryNotFound, TerritoryNameTaken and Outdated."""
    territory = await get_territory(session, command.center_id, command.territory_id)
    check_version(territory, command.version)
    change(territory, command.changes, {"name"})
    await _write(session)
    audit.note(session, "territory.corrected", about=territory.id)
    return territory


async def remove_territory(session: AsyncSession, center: UUID, territory_id: UUID, version: int) -> None:
    """Raises TerritoryNotFound, Outdated, and TerritoryInUse where houses belong to it."""
    territory = await get_territory(session, center, territory_id)
    check_version(territory, version)
    await session.delete(territory)
    try:
        await session.flush()
    except IntegrityError as error:
        raise TerritoryInUse from error
    audit.note(session, "territory.removed", about=territory.id)


async def _write(session: AsyncSession) -> None:
    try:
        await session.flush()
    except IntegrityError as error:
        match broken_rule(error):
            case "territories_name_key":
                raise TerritoryNameTaken from error
            case "territories_center_id_fkey":
                raise CenterNotFound from error
        raise
