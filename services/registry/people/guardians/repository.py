"""How wards and guardians find each other; whoever has come of age is nobody's ward."""

from collections.abc import Collection, Mapping, Sequence
from uuid import UUID

from sqlalchemy import ColumnElement, and_, exists, func, or_, select
from sqlalchemy.dialects.postgresql import distinct_on
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import InstrumentedAttribute

from services.registry.people.guardians.errors import GuardianshipNotFound
from services.registry.people.guardians.model import Guardianship
from services.registry.people.residents.model import OF_AGE, Resident, ResidentContact
from services.registry.rights.erasures.model import Erasure
from shared.kit.clock import now


async def wards_of(session: AsyncSession, center: UUID, resident: UUID) -> list[UUID]:
    """The children for whom this resident answers today; their cards are this resident's to see and change."""
    wanted = (
        select(Guardianship.ward_id)
        .join(Resident, _is(Guardianship.ward_id))
        .where(Guardianship.center_id == center, Guardianship.guardian_id == resident, _is_child())
        .order_by(Guardianship.ward_id)
    )
    return list(await session.scalars(wanted))


async def sole_wards_of(
    session: AsyncSession, center: UUID, resident: UUID, *, to_come: bool = False
) -> list[UUID]:
    """The children for whom nobody else answers; `to_come`: nor will, since whoever does has asked to be forgotten.

    The children are locked: two who leave at once do not each count on the other.
    """
    wards = await wards_of(session, center, resident)
    if not wards:
        return []
    locked = select(Resident.id).where(Resident.center_id == center, Resident.id.in_(wards))
    await session.execute(locked.order_by(Resident.id).with_for_update())
    others = select(Guardianship.ward_id).where(
        Guardianship.center_id == center,
        Guardianship.ward_id.in_(wards),
        Guardianship.guardian_id != resident,
    )
    if to_come:
        leaving = select(Erasure.resident_id).where(
            Erasure.center_id == center, Erasure.state == "waiting", Erasure.resident_id.is_not(None)
        )
        others = others.where(Guardianship.guardian_id.not_in(leaving))
    shared = set(await session.scalars(others))
    return [one for one in wards if one not in shared]


async def families_of(
    session: AsyncSession, center: UUID, resident: UUID
) -> Sequence[tuple[Guardianship, Resident]]:
    """The guardianships in force of one grown-up, with the children."""
    found = await session.execute(
        select(Guardianship, Resident)
        .join(Resident, _is(Guardianship.ward_id))
        .where(Guardianship.center_id == center, Guardianship.guardian_id == resident, _is_child())
        .order_by(Guardianship.ward_id)
    )
    return [(bond, child) for bond, child in found]


async def guardians_of(
    session: AsyncSession, center: UUID, ward: UUID
) -> Sequence[tuple[Guardianship, Resident]]:
    """The grown-ups who answer for one child."""
    found = await session.execute(
        select(Guardianship, Resident)
        .join(Resident, _is(Guardianship.guardian_id))
        .where(Guardianship.center_id == center, Guardianship.ward_id == ward)
        .order_by(Guardianship.since, Guardianship.guardian_id)
    )
    return [(bond, grown_up) for bond, grown_up in found]


async def first_guardians(
    session: AsyncSession, center: UUID, wards: Collection[UUID]
) -> Mapping[UUID, UUID]:
    """Of each of these children the grown-up who has answered for them longest, of several one who has a contact."""
    if not wards:
        return {}
    contact = exists().where(
        ResidentContact.center_id == Guardianship.center_id,
        ResidentContact.resident_id == Guardianship.guardian_id,
        ResidentContact.open_to != "sign_in",
    )
    found = await session.execute(
        select(Guardianship.ward_id, Guardianship.guardian_id)
        .join(Resident, _is(Guardianship.ward_id))
        .where(Guardianship.center_id == center, Guardianship.ward_id.in_(wards), _is_child())
        .ext(distinct_on(Guardianship.ward_id))
        .order_by(Guardianship.ward_id, contact.desc(), Guardianship.since, Guardianship.guardian_id)
    )
    return {row.ward_id: row.guardian_id for row in found}


async def get_guardianship(session: AsyncSession, center: UUID, ward: UUID, guardian: UUID) -> Guardianship:
    """Raises GuardianshipNotFound."""
    key = {"center_id": center, "guardian_id": guardian, "ward_id": ward}
    found = await session.get(Guardianship, key)
    if found is None:
        raise GuardianshipNotFound
    return found


async def count_guardians(session: AsyncSession, center: UUID, ward: UUID) -> int:
    """How many answer for the child."""
    counted = select(func.count()).where(Guardianship.center_id == center, Guardianship.ward_id == ward)
    return await session.scalar(counted.select_from(Guardianship)) or 0


def _is(column: InstrumentedAttribute[UUID]) -> ColumnElement[bool]:
    return and_(Resident.center_id == Guardianship.center_id, Resident.id == column)


def _is_child() -> ColumnElement[bool]:
    youngest = now().year - OF_AGE
    return and_(Resident.adult.is_(False), or_(Resident.birth_year.is_(None), Resident.birth_year > youngest))
