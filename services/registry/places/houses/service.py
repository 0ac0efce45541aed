"""Entering, correcting and removing the houses of a center's territory."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from services.registry.finding.search.service import forget, keep
from services.registry.places.centers.errors import CenterNotFound
from services.registry.places.houses.errors import AddressTaken, FiasTaken, HouseInUse
from services.registry.places.houses.model import House, HouseKind, address_key, wrong_entrances
from services.registry.places.houses.repository import addresses_kept, get_house, hanging_on
from services.registry.places.territories.repository import must_be
from services.registry.storage.model import Changes, change
from services.registry.storage.writing import Correction, Refusals, take_away, write
from shared.contracts.registry import HouseEnteredV1
from shared.kit import audit, outbox
from shared.kit.database import CENTER
from shared.kit.etags import check_version
from shared.kit.language import say
from shared.kit.problems import Invalid

_REFUSED: Refusals = {
    "houses_fias_key": FiasTaken,
    "houses_center_id_fkey": CenterNotFound,
}
_NEVER_EMPTY = frozenset({"address", "kind", "flats", "entrances"})


@dataclass(frozen=True, slots=True)
class EnterHouse:
    """A house is entered; `known` is whatever else is known of it, by the names of the model."""

    address: str
    kind: HouseKind
    flats: int
    known: Changes = field(default_factory=dict)


async def enter_house(session: AsyncSession, command: EnterHouse) -> House:
    """Raises AddressTaken, FiasTaken, and Invalid for entrances that cannot be so."""
    await _must_be_new(session, command.address)
    house = House(address=command.address, kind=command.kind, flats=command.flats, entrances=[])
    change(house, command.known, _NEVER_EMPTY)
    await _check(session, house)
    session.add(house)
    await write(session, _REFUSED)
    await keep(session, "house", house.id, house.address)
    audit.note(session, "house.entered", about=house.id)
    _tell(session, house)
    return house


async def correct_house(session: AsyncSession, correction: Correction) -> House:
    """Raises HouseNotFound, AddressTaken, FiasTaken, Invalid, and Outdated where somebody else was faster."""
    house = await get_house(session, correction.center_id, correction.id)
    before = house.kind, house.flats
    check_version(house, correction.version)
    address = correction.changes.get("address")
    if isinstance(address, str) and address != house.address:
        await _must_be_new(session, address, house)
    change(house, correction.changes, _NEVER_EMPTY)
    await _check(session, house)
    await write(session, _REFUSED)
    await keep(session, "house", house.id, house.address)
    audit.note(session, "house.corrected", about=house.id)
    if (house.kind, house.flats) != before:
        _tell(session, house)
    return house


async def remove_house(session: AsyncSession, center: UUID, house_id: UUID, version: int) -> None:
    """Raises HouseNotFound, Outdated, and HouseInUse where people, premises or contracts are bound to it."""
    house = await get_house(session, center, house_id, for_update=True)
    check_version(house, version)
    hanging = await hanging_on(session, center, house.id)
    if any(hanging.values()):
        raise HouseInUse(_said(hanging))
    await take_away(session, house, version, HouseInUse)
    await forget(session, "house", house.id)
    audit.note(session, "house.removed", about=house.id)
    outbox.add(session, HouseEnteredV1(house_id=house.id, kind=house.kind, flats=0))


async def _must_be_new(session: AsyncSession, address: str, itself: House | None = None) -> None:
    kept = await addresses_kept(session, session.info[CENTER])
    known = kept.get(address_key(address))
    if known is not None and (itself is None or known[0] != itself.id):
        raise AddressTaken(known[1])


def _said(hanging: Mapping[str, int]) -> str:
    said = {
        "residents": say("жителей — {n}", n=hanging["residents"]),
        "premises": say("помещений — {n}", n=hanging["premises"]),
        "contracts": say("договоров — {n}", n=hanging["contracts"]),
    }
    return say("Сначала уберите: {what}", what=", ".join(said[name] for name, n in hanging.items() if n))


def _tell(session: AsyncSession, house: House) -> None:
    outbox.add(session, HouseEnteredV1(house_id=house.id, kind=house.kind, flats=house.flats))


async def _check(session: AsyncSession, house: House) -> None:
    wrong = wrong_entrances(house.entrances, house.flats)
    if wrong:
        raise Invalid(*wrong)
    await must_be(session, "yard", house.yard_id, "/yard_id")
    await must_be(session, "street", house.street_id, "/street_id")
    await must_be(session, "microdistrict", house.microdistrict_id, "/microdistrict_id")
