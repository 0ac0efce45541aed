"""How a resident's contacts are found and kept."""

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import Select, exists, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from services.registry.people.contacts.errors import ContactNotFound
from services.registry.people.households.model import HouseholdMember
from services.registry.people.residents.model import KindOfContact, ResidentContact
from shared.kit.clock import now


def contacts_of(center: UUID, resident: UUID) -> Select[ResidentContact]:
    """Every contact of one resident."""
    return select(ResidentContact).where(
        ResidentContact.center_id == center, ResidentContact.resident_id == resident
    )


async def all_contacts(session: AsyncSession, center: UUID, resident: UUID) -> Sequence[ResidentContact]:
    """The preferred one first, then as they were added."""
    wanted = contacts_of(center, resident).order_by(ResidentContact.preferred.desc(), ResidentContact.id)
    return (await session.scalars(wanted)).all()


async def get_contact(session: AsyncSession, center: UUID, resident: UUID, contact: UUID) -> ResidentContact:
    """Raises ContactNotFound, also for a contact of somebody else."""
    wanted = contacts_of(center, resident).where(ResidentContact.id == contact)
    found = (await session.scalars(wanted)).one_or_none()
    if found is None:
        raise ContactNotFound
    return found


async def has_contact(session: AsyncSession, center: UUID, resident: UUID) -> bool:
    """Whether the resident can be reached, or sign in, by anything at all."""
    found = contacts_of(center, resident).with_only_columns(ResidentContact.id)
    return bool(await session.scalar(select(exists(found))))


async def used_first(
    session: AsyncSession, center: UUID, resident: UUID, kind: KindOfContact
) -> ResidentContact | None:
    """The contact of this kind that the center uses."""
    wanted = (
        contacts_of(center, resident)
        .where(ResidentContact.kind == kind, ResidentContact.open_to != "sign_in")
        .order_by(ResidentContact.preferred.desc(), ResidentContact.id)
        .limit(1)
    )
    return (await session.scalars(wanted)).one_or_none()


async def proven_mails(
    session: AsyncSession, center: UUID, residents: Sequence[UUID]
) -> set[tuple[UUID, str]]:
    """The mail addresses of these residents that their owners have proven."""
    found = await session.execute(
        select(ResidentContact.resident_id, ResidentContact.value).where(
            ResidentContact.center_id == center,
            ResidentContact.resident_id.in_(residents),
            ResidentContact.kind == "mail",
            ResidentContact.verified_at.is_not(None),
        )
    )
    return {(row.resident_id, row.value) for row in found}


async def with_value(
    session: AsyncSession, center: UUID, resident: UUID, value: str
) -> ResidentContact | None:
    """The resident's own contact of this value, whoever may use it."""
    return (
        await session.scalars(contacts_of(center, resident).where(ResidentContact.value == value))
    ).one_or_none()


async def held_at_home(session: AsyncSession, center: UUID, resident: UUID, value: str) -> bool:
    """Whether somebody of the resident's household has this contact for their own."""
    own = select(HouseholdMember.household_id).where(
        HouseholdMember.center_id == center, HouseholdMember.resident_id == resident
    )
    held = (
        select(ResidentContact.id)
        .join(HouseholdMember, HouseholdMember.resident_id == ResidentContact.resident_id)
        .where(
            ResidentContact.center_id == center,
            ResidentContact.value == value,
            ResidentContact.shared.is_(False),
            ResidentContact.resident_id != resident,
            HouseholdMember.center_id == center,
            HouseholdMember.household_id == own.scalar_subquery(),
        )
    )
    return bool(await session.scalar(select(exists(held))))


async def prefer_no_other(session: AsyncSession, center: UUID, resident: UUID) -> None:
    """Takes the preference from whichever contact has it."""
    for one in await session.scalars(contacts_of(center, resident).where(ResidentContact.preferred)):
        one.preferred = False
    await session.flush()


async def mark_proven(session: AsyncSession, center: UUID, resident: UUID, value: str) -> None:
    """Notes that a one-time code sent to this contact was used; the session must be in the center's context."""
    await session.execute(
        update(ResidentContact)
        .where(
            ResidentContact.center_id == center,
            ResidentContact.resident_id == resident,
            ResidentContact.value == value,
            ResidentContact.verified_at.is_(None),
        )
        .values(verified_at=now(), version=ResidentContact.version + 1)
        .execution_options(synchronize_session=False)
    )
