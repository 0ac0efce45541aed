"""Saying that one belongs together with others of one's flat, and taking it back."""

from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from services.registry.people.households.errors import AlreadyTogether, FlatMissing
from services.registry.people.households.model import Household, HouseholdMember, make_word, read_word
from services.registry.people.households.repository import by_word, find_membership, get_household
from services.registry.people.residents.model import Resident
from shared.kit import audit
from shared.kit.problems import invalid


async def begin(session: AsyncSession, resident: Resident, ground: str | None) -> Household:
    """A household of one, to which others of the flat come by its word. Raises FlatMissing, AlreadyTogether."""
    if resident.premises_id is None:
        raise FlatMissing
    await _must_be_free(session, resident)
    household = Household(center_id=resident.center_id, premises_id=resident.premises_id, word=make_word())
    session.add(household)
    await session.flush()
    await _add(session, household, resident, ground)
    return household


async def join(session: AsyncSession, resident: Resident, word: str) -> Household:
    """Joins the household whose word it is, in the same flat. Raises Invalid and AlreadyTogether."""
    household = await by_word(session, resident.center_id, read_word(word))
    if household is None or household.premises_id != resident.premises_id:
        raise invalid(
            "/word",
            "households.word-unknown",
            "Такого слова в вашей квартире нет: спросите его у домашних",
        )
    await _must_be_free(session, resident)
    await _add(session, household, resident, None)
    return household


async def put_together(session: AsyncSession, resident: Resident, other: UUID, ground: str) -> Household:
    """A manager enters that both said so. Raises Invalid, FlatMissing and AlreadyTogether."""
    neighbor = await session.get(Resident, {"center_id": resident.center_id, "id": other})
    if neighbor is None or neighbor.id == resident.id:
        raise invalid("/with_resident", "households.nobody", "Такого жителя в центре нет")
    if resident.premises_id is None or neighbor.premises_id != resident.premises_id:
        raise invalid("/with_resident", "households.other-flat", "Этот человек записан в другой квартире")
    await _must_be_free(session, resident)
    known = await find_membership(session, resident.center_id, other)
    household = (
        await get_household(session, resident.center_id, known.household_id)
        if known
        else await begin(session, neighbor, ground)
    )
    await _add(session, household, resident, ground)
    return household


async def _must_be_free(session: AsyncSession, resident: Resident) -> None:
    if await find_membership(session, resident.center_id, resident.id) is not None:
        raise AlreadyTogether


async def _add(session: AsyncSession, household: Household, resident: Resident, ground: str | None) -> None:
    member = HouseholdMember(
        center_id=resident.center_id, resident_id=resident.id, household_id=household.id, ground=ground
    )
    session.add(member)
    await session.flush()
    audit.note(session, "household.joined", about=resident.id, ground=ground)
