"""Households over HTTP: everybody speaks for themselves, a manager with a ground."""

from typing import Annotated
from uuid import UUID

from fastapi import Query

from services.registry.people.households import service
from services.registry.people.households.errors import (
    AlreadyTogether,
    FlatMissing,
    HouseholdNotFound,
    WordByThemselves,
)
from services.registry.people.households.model import Household
from services.registry.people.households.repository import find_membership, get_household, leave, members_of
from services.registry.people.households.schemas import HouseholdJoin, HouseholdMemberRead, HouseholdRead
from services.registry.people.names.schemas import Line
from services.registry.people.residents.errors import ResidentNotFound
from services.registry.people.residents.model import Resident
from services.registry.people.residents.repository import get_resident, lock_residents
from services.registry.people.residents.service import must_be_own
from shared.kit import audit
from shared.kit.problems import invalid, problems
from shared.kit.routing import Router
from shared.kit.work import Work, may

router = Router(tags=["residents"])

_PATH = "/centers/{center}/residents/{resident_id}/household"


@router.get(_PATH, responses=problems(ResidentNotFound, HouseholdNotFound))
async def read_household(
    resident_id: UUID, work: Annotated[Work, may("registry.households.read")]
) -> HouseholdRead:
    """With whom a resident belongs together."""
    await must_be_own(work.session, work.caller, work.center, resident_id)
    await get_resident(work.session, work.center, resident_id)
    member = await find_membership(work.session, work.center, resident_id)
    if member is None:
        raise HouseholdNotFound
    return await _read(work, await get_household(work.session, work.center, member.household_id))


@router.post(
    _PATH,
    status_code=201,
    responses=problems(ResidentNotFound, FlatMissing, AlreadyTogether, WordByThemselves),
)
async def join_household(
    resident_id: UUID, body: HouseholdJoin, work: Annotated[Work, may("registry.households.join")]
) -> HouseholdRead:
    """Begins a household, joins one, or enters that two people said so."""
    await must_be_own(work.session, work.caller, work.center, resident_id)
    await lock_residents(work.session, work.center, {resident_id, body.with_resident or resident_id})
    resident = await get_resident(work.session, work.center, resident_id)
    return await _read(work, await _joined(work, resident, body))


@router.delete(_PATH, status_code=204, responses=problems(ResidentNotFound, HouseholdNotFound))
async def leave_household(
    resident_id: UUID,
    work: Annotated[Work, may("registry.households.leave")],
    ground: Annotated[Line | None, Query(description="who told it; needed from a manager")] = None,
) -> None:
    """The resident belongs there no longer."""
    await must_be_own(work.session, work.caller, work.center, resident_id)
    await get_resident(work.session, work.center, resident_id, for_update=True)
    if await find_membership(work.session, work.center, resident_id) is None:
        raise HouseholdNotFound
    by_manager = work.caller.role == "manager"
    if by_manager and ground is None:
        raise invalid("/ground", "households.ground-missing", "Напишите, с чьих слов это записано")
    await leave(work.session, work.center, resident_id)
    audit.note(work.session, "household.left", about=resident_id, ground=ground if by_manager else None)


async def _joined(work: Work, resident: Resident, body: HouseholdJoin) -> Household:
    by_manager = work.caller.role == "manager"
    if by_manager is not (body.with_resident is not None):
        raise WordByThemselves
    if body.with_resident is not None:
        if body.ground is None:
            raise invalid("/ground", "households.ground-missing", "Напишите, с чьих слов это записано")
        return await service.put_together(work.session, resident, body.with_resident, body.ground)
    if body.word is not None:
        return await service.join(work.session, resident, body.word)
    return await service.begin(work.session, resident, None)


async def _read(work: Work, household: Household) -> HouseholdRead:
    by_manager = work.caller.role == "manager"
    members = [
        HouseholdMemberRead(
            resident_id=person.id if by_manager else None,
            name=person.name if by_manager else person.spoken,
            since=member.since,
        )
        for member, person in await members_of(work.session, work.center, household.id)
    ]
    return HouseholdRead(id=household.id, word=None if by_manager else household.word, members=members)
