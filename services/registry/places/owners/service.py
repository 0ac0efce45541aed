"""Entering, correcting and removing owners."""

from dataclasses import dataclass, field, replace
from fractions import Fraction
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from services.registry.places.owners.errors import OwnerTwice
from services.registry.places.owners.model import Owner, OwnerKind
from services.registry.places.owners.repository import get_owner, premises_by_id
from services.registry.storage.writing import Correction, Refusals, correct, write
from shared.kit import audit
from shared.kit.etags import check_version
from shared.kit.ids import new_id
from shared.kit.problems import Invalid, invalid


def _resident_unknown() -> Invalid:
    return invalid("/resident_id", "owners.resident-unknown", "Такого жителя нет")


_REFUSED: Refusals = {"owners_resident_key": OwnerTwice, "owners_resident_fkey": _resident_unknown}


@dataclass(frozen=True, slots=True)
class EnterOwner:
    """Somebody owns a share of premises."""

    center_id: UUID
    premises_id: UUID
    kind: OwnerKind
    resident_id: UUID | None
    name: str | None
    share: Fraction
    basis: str | None
    id: UUID = field(default_factory=new_id)


async def enter_owner(session: AsyncSession, command: EnterOwner) -> Owner:
    """Shares that do not make one whole are taken and shown as a conflict: lists are gathered bit by bit.

    Raises OwnerTwice, and Invalid where the center has no such premises or resident.
    """
    if not await premises_by_id(session, command.center_id, [command.premises_id]):
        raise invalid("/premises_id", "owners.premises-unknown", "Такого помещения в центре нет")
    owner = Owner(
        id=command.id,
        premises_id=command.premises_id,
        kind=command.kind,
        resident_id=command.resident_id,
        name=None if command.kind == "resident" else command.name,
        basis=command.basis,
    )
    owner.share = command.share
    session.add(owner)
    await write(session, _REFUSED)
    audit.note(session, "owner.entered", about=command.resident_id or owner.id, evidence=str(owner.id))
    return owner


async def correct_owner(session: AsyncSession, correction: Correction) -> Owner:
    """Raises OwnerNotFound and Outdated."""
    owner = await get_owner(session, correction.center_id, correction.id)
    # A resident is called as their card says.
    never_changed = {"name"} if owner.kind == "resident" else set()
    known = {name: value for name, value in correction.changes.items() if name not in never_changed}
    await correct(session, owner, replace(correction, changes=known), {"name", "share"}, _REFUSED)
    audit.note(session, "owner.corrected", about=owner.resident_id or owner.id, evidence=str(owner.id))
    return owner


async def remove_owner(session: AsyncSession, center: UUID, owner_id: UUID, version: int) -> None:
    """Raises OwnerNotFound and Outdated."""
    owner = await get_owner(session, center, owner_id)
    check_version(owner, version)
    await session.delete(owner)
    await session.flush()
    audit.note(session, "owner.removed", about=owner.resident_id or owner.id, evidence=str(owner.id))
