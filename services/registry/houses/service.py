"""Entering and correcting the houses of a center's territory."""

from dataclasses import dataclass
from uuid import UUID

from sqlalchemy.exc import IntegrityError
from sqlalchemy.ext.asyncio import AsyncSession

from services.registry.centers.errors import CenterNotFound
from services.registry.houses.errors import AddressTaken
from services.registry.houses.model import House, HouseKind
from services.registry.houses.repository import get_house
from services.registry.storage.repository import broken_rule
from shared.contracts.registry import HouseEnteredV1
from shared.kit import audit, outbox
from shared.kit.etags import check_version


@dataclass(frozen=True, slots=True)
class EnterHouse:
    """A house is entered."""

    address: str
    kind: HouseKind
    flats: int


@dataclass(frozen=True, slots=True)
class CorrectHouse:
    """What is None stays as it is."""

    center_id: UUID
    house_id: UUID
    version: int
    address: str | None
    kind: HouseKind | None
    flats: int | None


async def enter_house(session: AsyncSession, command: EnterHouse) -> House:
    """Raises AddressTaken."""
    house = House(address=command.address, kind=command.kind, flats=command.flats)
    session.add(house)
    await _write(session)
    audit.note(session, "house.entered", about=house.id)
    _tell(session, house)
    return house


async def correct_house(session: AsyncSession, command: CorrectHouse) -> House:
    """Raises HouseNotFound, AddressTaken, and Outdated where somebody else has corrected it since."""
    house = await get_house(session, command.center_id, command.house_id)
    check_version(house, command.version)
    house.address = command.address or house.address
    house.kind = command.kind or house.kind
    house.flats = command.flats or house.flats
    await _write(session)
    audit.note(session, "house.corrected", about=house.id)
    _tell(session, house)
    return house


def _tell(session: AsyncSession, house: House) -> None:
    outbox.add(session, HouseEnteredV1(house_id=house.id, kind=house.kind, flats=house.flats))


async def _write(session: AsyncSession) -> None:
    try:
        await session.flush()
    except IntegrityError as error:
        match broken_rule(error):
            case "houses_address_key":
                raise AddressTaken from error
            case "houses_center_id_fkey":
                raise CenterNotFound from error
        raise
