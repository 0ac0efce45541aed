"""A resident is told what staff did in their name: on the site, and by mail to whoever wants mail; nobody calls."""

from uuid import UUID

from shared.contracts.acting import RegistryActedForV1, TalentsActedForV1
from shared.contracts.registry import ResidentJoinedV1
from shared.kit.ids import new_id
from tests.notifications.conftest import Desk


async def joined(desk: Desk, resident: UUID) -> None:
    fact = ResidentJoinedV1(
        resident_id=resident, house_id=None, premises_id=None, adult=True, channel="visit"
    )
    await desk.has_heard(await desk.told(fact))


async def test_what_was_done_in_a_name_stands_on_its_owners_page(desk: Desk, somebody: UUID) -> None:
    await joined(desk, somebody)
    await desk.prefers(somebody, "phone")
    fact = RegistryActedForV1(resident_id=somebody, line=1, action="resident.registered")
    await desk.has_heard(await desk.told(fact))
    await desk.is_told(somebody, "acted_for")
    assert await desk.calls() == []


async def test_each_deed_is_told_once(desk: Desk, somebody: UUID) -> None:
    await joined(desk, somebody)
    first = TalentsActedForV1(resident_id=somebody, line=1, action="offer.made-for")
    await desk.has_heard(await desk.told(first))
    await desk.has_heard(
        await desk.told(TalentsActedForV1(resident_id=somebody, line=2, action="need.stated-for"))
    )
    await desk.is_told(somebody, "acted_for", "acted_for")


async def test_what_is_about_no_resident_is_told_to_nobody(desk: Desk) -> None:
    stranger = new_id()
    fact = RegistryActedForV1(resident_id=stranger, line=1, action="house.entered")
    await desk.has_heard(await desk.told(fact))
    assert await desk.codes(stranger) == []
