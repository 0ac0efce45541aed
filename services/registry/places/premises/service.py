"""Entering, correcting and removing premises, and what is known of the owners of a whole house."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from uuid import UUID

from sqlalchemy.exc import IntegrityError
from sqlalchemy.ext.asyncio import AsyncSession

from services.registry.places.houses.model import House, Premises, PremisesKind
from services.registry.places.owners.model import owned
from services.registry.places.owners.repository import Owned, owned_in
from services.registry.places.premises.errors import NumberTaken, PremisesInUse
from services.registry.places.premises.repository import get_premises
from services.registry.places.premises.schemas import OwnershipRead, PremisesConflict
from services.registry.storage.model import Changes, change
from services.registry.storage.repository import broken_rule
from shared.kit import audit
from shared.kit.etags import check_version
from shared.kit.problems import invalid

_SHOWN_CONFLICTS = 100


@dataclass(frozen=True, slots=True)
class EnterPremises:
    """A flat or a shop is entered."""

    house_id: UUID
    number: str
    kind: PremisesKind
    area: Decimal | None


@dataclass(frozen=True, slots=True)
class CorrectPremises:
    """What is not in `changes` stays as it is."""

    center_id: UUID
    premises_id: UUID
    version: int
    changes: Changes


async def enter_premises(session: AsyncSession, command: EnterPremises) -> Premises:
    """Raises NumberTaken, and Invalid where the center has no such house."""
    premises = Premises(
        house_id=command.house_id, number=command.number, kind=command.kind, area=command.area
    )
    session.add(premises)
    await _write(session)
    audit.note(session, "premises.entered", about=premises.id)
    return premises


async def correct_premises(session: AsyncSession, command: CorrectPremises) -> Premises:
    """Raises PremisesNotFound, NumberTaken and Outdated."""
    premises = await get_premises(session, command.center_id, command.premises_id)
    check_version(premises, command.version)
    change(premises, command.changes, {"number", "kind"})
    await _write(session)
    audit.note(session, "premises.corrected", about=premises.id)
    return premises


async def remove_premises(session: AsyncSession, center: UUID, premises_id: UUID, version: int) -> None:
    """Raises PremisesNotFound, Outdated, and PremisesInUse where somebody lives there or owns it."""
    premises = await get_premises(session, center, premises_id)
    check_version(premises, version)
    await session.delete(premises)
    try:
        await session.flush()
    except IntegrityError as error:
        raise PremisesInUse from error
    audit.note(session, "premises.removed", about=premises.id)


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


async def _write(session: AsyncSession) -> None:
    try:
        await session.flush()
    except IntegrityError as error:
        match broken_rule(error):
            case "premises_number_key":
                raise NumberTaken from error
            case "premises_center_id_house_id_fkey":
                raise invalid("/house_id", "premises.house-unknown", "Такого дома в центре нет") from error
        raise
