"""How households and their members are found."""

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import and_, func, select
from sqlalchemy.ext.asyncio import AsyncSession

from services.registry.people.households.errors import HouseholdNotFound
from services.registry.people.households.model import Household, HouseholdMember
from services.registry.people.residents.model import Resident


async def find_membership(session: AsyncSession, center: UUID, resident: UUID) -> HouseholdMember | None:
    """Where the resident belongs."""
    return await session.get(HouseholdMember, {"center_id": center, "resident_id": resident})


async def get_household(session: AsyncSession, center: UUID, household: UUID) -> Household:
    """Raises HouseholdNotFound."""
    found = await session.get(Household, {"center_id": center, "id": household})
    if found is None:
        raise HouseholdNotFound
    return found


async def by_word(session: AsyncSession, center: UUID, word: str) -> Household | None:
    """The household whose word it is."""
    wanted = select(Household).where(Household.center_id == center, Household.word == word)
    return (await session.scalars(wanted)).one_or_none()


async def members_of(
    session: AsyncSession, center: UUID, household: UUID
) -> Sequence[tuple[HouseholdMember, Resident]]:
    """Who belongs to it, in the order in which they said so."""
    found = await session.execute(
        select(HouseholdMember, Resident)
        .join(
            Resident,
            and_(
                Resident.center_id == HouseholdMember.center_id,
                Resident.id == HouseholdMember.resident_id,
            ),
        )
        .where(HouseholdMember.center_id == center, HouseholdMember.household_id == household)
        .order_by(HouseholdMember.since, HouseholdMember.resident_id)
    )
    return [(member, person) for member, person in found]


async def leave(session: AsyncSession, center: UUID, resident: UUID) -> None:
    """Whoever belongs to a household does so no longer; an empty household is gone."""
    member = await find_membership(session, center, resident)
    if member is None:
        return
    household = member.household_id
    await session.delete(member)
    await session.flush()
    left = select(func.count()).where(
        HouseholdMember.center_id == center, HouseholdMember.household_id == household
    )
    if await session.scalar(left.select_from(HouseholdMember)) == 0:
        await session.delete(await get_household(session, center, household))
        await session.flush()
