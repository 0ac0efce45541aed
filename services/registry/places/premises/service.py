"""Entering, correcting and removing premises, and what is known of the owners of a whole house."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from services.registry.places.houses.model import House, Premises, PremisesKind
from services.registry.places.owners.model import owned
from services.registry.places.owners.repository import Owned, owned_in
from services.registry.places.premises.errors import NumberTaken, PremisesInUse
from services.registry.places.premises.repository import get_premises
from services.registry.places.premises.schemas import OwnershipRead, PremisesConflict
from services.registry.storage.writing import Correction, Refusals, correct, take_away, write
from shared.kit import audit
from shared.kit.problems import Invalid, invalid

_SHOWN_CONFLICTS = 100


def _house_unknown() -> Invalid:
    return invalid("/house_id", "premises.house-unknown", "Такого дома в центре нет")


_REFUSED: Refusals = {"premises_number_key": NumberTaken, "premises_center_id_house_id_fkey": _house_unknown}


@dataclass(frozen=True, slots=True)
class EnterPremises:
    """A flat or a shop is entered."""

    house_id: UUID
    number: str
    kind: PremisesKind
    area: Decimal | None


async def enter_premises(session: AsyncSession, command: EnterPremises) -> Premises:
    """Raises NumberTaken, and Invalid where the center has no such house."""
    premises = Premises(
        house_id=command.house_id, number=command.number, kind=command.kind, area=command.area
    )
    session.add(premises)
    await write(session, _REFUSED)
    audit.note(session, "premises.entered", about=premises.id)
    return premises


async def correct_premises(session: AsyncSession, correction: Correction) -> Premises:
    """Raises PremisesNotFound, NumberTaken and Outdated."""
    premises = await get_premises(session, correction.center_id, correction.id)
    await correct(session, premises, correction, {"number", "kind"}, _REFUSED)
    audit.note(session, "premises.corrected", about=premises.id)
    return premises


async def remove_premises(session: AsyncSession, center: UUID, premises_id: UUID, version: int) -> None:
    """Raises PremisesNotFound, Outdated, and PremisesInUse where somebody lives there or owns it."""
    await take_away(session, await get_premises(session, center, premises_id), version, PremisesInUse)
    audit.note(session, "premises.removed", about=premises_id)


async def ownership_of(session: AsyncSession, house: House) -> OwnershipRead:
    """What is known of the owners of a house; areas and shares are exact until the last line."""
    found = await owned_in(session, house.center_id, house.id)
    states = [one.shares.state for one in found]
    areas = [(one.area, one.shares.sum) for one in found if one.area is not None]
    return OwnershipRead(
        flats=house.flats,
        premises=len(found),
        with_area=len(areas),
        with_owners=sum(state != "none" for state in states),
        whole=states.count("whole"),
        short=states.count("short"),
        over=states.count("over"),
        area_total=house.total_area,
        area_entered=sum((area for area, _ in areas), Decimal("0.00")),
        area_owned=sum((owned(area, share) for area, share in areas), Decimal("0.00")),
        conflicts=_conflicts(found),
    )


def _conflicts(found: Sequence[Owned]) -> list[PremisesConflict]:
    wrong = [one for one in found if one.shares.conflict][:_SHOWN_CONFLICTS]
    return [
        PremisesConflict(
            premises_id=one.premises_id,
            number=one.number,
            state="over" if one.shares.state == "over" else "short",
            total=one.shares.total,
        )
        for one in wrong
    ]
