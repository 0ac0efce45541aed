"""A child is entered with a grown-up who answers for them, and is never left without one."""

from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from services.registry.people.guardians.errors import LastGuardian
from services.registry.people.guardians.model import Bond, Guardianship
from services.registry.people.guardians.repository import count_guardians, get_guardianship, sole_wards_of
from services.registry.people.residents.model import Resident
from shared.kit import audit
from shared.kit.problems import invalid


async def must_answer_for(
    session: AsyncSession, center: UUID, guardian: UUID | None, *, joining: bool = False
) -> None:
    """Raises Invalid unless `guardian` is a grown-up resident of the center; `joining`: the child came alone."""
    if guardian is None and joining:
        raise invalid(
            "/adult",
            "residents.guardian-missing",
            "До 18 лет в центр записывает родитель или опекун: попросите его",
        )
    if guardian is None:
        raise invalid(
            "/guardian_id",
            "residents.guardian-missing",
            "Ребёнка записывает родитель или опекун: откройте карточку взрослого и запишите ребёнка там",
        )
    found = await session.get(Resident, {"center_id": center, "id": guardian})
    if found is None:
        raise invalid("/guardian_id", "residents.guardian-unknown", "Такого жителя в центре нет")
    if not found.adult:
        raise invalid(
            "/guardian_id", "residents.guardian-a-child", "Отвечать за ребёнка может только взрослый"
        )


async def must_be_entrusted(session: AsyncSession, ward: Resident) -> None:
    """Raises Invalid where nobody answers for somebody who is a child after all."""
    if await count_guardians(session, ward.center_id, ward.id) == 0:
        raise invalid(
            "/birth_year",
            "residents.guardian-missing",
            "До 18 лет нужен взрослый, который отвечает за ребёнка: запишите ребёнка с карточки взрослого",
        )


async def entrust(
    session: AsyncSession, ward: Resident, guardian: UUID, kind: Bond, ground: str | None
) -> Guardianship:
    """From now on the grown-up answers for the child; saying it again corrects how."""
    if ward.adult:
        raise invalid("/guardian_id", "residents.ward-grown-up", "Этому человеку уже есть 18 лет")
    await must_answer_for(session, ward.center_id, guardian)
    key = {"center_id": ward.center_id, "guardian_id": guardian, "ward_id": ward.id}
    bond = await session.get(Guardianship, key) or Guardianship(**key)
    actor = session.info.get("actor")
    bond.kind, bond.ground, bond.entered_by = kind, ground, actor.id if actor else None
    session.add(bond)
    await session.flush()
    audit.note(session, "guardian.entered", about=ward.id, ground=ground, evidence=str(guardian))
    return bond


async def release(
    session: AsyncSession, center: UUID, ward: UUID, guardian: UUID, ground: str | None
) -> None:
    """The grown-up answers no longer. Raises GuardianshipNotFound and LastGuardian."""
    bond = await get_guardianship(session, center, ward, guardian)
    if ward in await sole_wards_of(session, center, guardian, to_come=True):
        raise LastGuardian
    await session.delete(bond)
    await session.flush()
    audit.note(session, "guardian.released", about=ward, ground=ground, evidence=str(guardian))
