"""A resident is told what staff did in their name: on the site, by mail to whoever wants mail, or when people meet."""

from collections.abc import Awaitable, Callable
from datetime import timedelta
from uuid import UUID

import asyncpg
import pytest

from services.notifications.personal.model import PERSONAL
from shared.contracts.acting import RegistryActedForV1, TalentsActedForV1
from shared.contracts.registry import ResidentJoinedV1
from shared.kit.clock import today
from shared.kit.copying import sections_of
from shared.kit.ids import new_id
from shared.testing.running import Running
from shared.testing.tokens import Tokens
from tests.notifications.conftest import Desk, Enter, Json, open_center


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


@pytest.fixture
async def opened(running: Running, tokens: Tokens) -> UUID:
    """A center that the registry knows too."""
    return await open_center(running, tokens)


async def done_for(desk: Desk, resident: UUID) -> None:
    fact = TalentsActedForV1(resident_id=resident, line=1, action="offer.made-for")
    await desk.has_heard(await desk.told(fact))


async def to_tell(desk: Desk, **query: str) -> list[Json]:
    """What waits until a manager meets somebody."""
    path = f"/centers/{desk.center}/calls"
    found: list[Json] = (await desk.manager.get(path, params={"at_meeting": "true", **query})).json()["items"]
    return found


async def ways(desk: Desk, resident: UUID) -> list[str]:
    return [fact["way"] for fact in await desk.said() if fact["resident_id"] == str(resident)]


class TestWhoeverTheRegistryKnows:
    """What the registry says of somebody who has chosen nothing on the site."""

    @pytest.fixture
    def center(self, opened: UUID) -> UUID:
        """The center of the desk and of whoever is entered."""
        return opened

    async def test_a_letter_goes_to_a_mail_that_was_proven(
        self, desk: Desk, enter: Enter, database_of: Callable[[str], Awaitable[str]]
    ) -> None:
        address = f"{new_id().hex}@example.org"
        resident = await enter(mail=address)
        await _prove(await database_of("registry"), desk.center, resident)
        await done_for(desk, resident)
        (letter,) = await desk.eventually(lambda: desk.mail(address))
        assert letter["title"] == "Сделано за вас"

    async def test_none_goes_to_a_mail_that_nobody_has_proven(self, desk: Desk, enter: Enter) -> None:
        address = f"{new_id().hex}@example.org"
        resident = await enter(mail=address)
        await done_for(desk, resident)
        await desk.eventually(lambda: ways(desk, resident))
        assert (await ways(desk, resident), await desk.mail(address)) == (["site"], [])
        (waiting,) = await to_tell(desk)
        assert (waiting["resident_id"], waiting["way"]) == (str(resident), "visit")

    async def test_nobody_is_called_for_a_deed(self, desk: Desk, enter: Enter) -> None:
        resident = await enter(phone=f"+791{new_id().int % 10**8:08}")
        await done_for(desk, resident)
        await desk.eventually(lambda: ways(desk, resident))
        assert (await ways(desk, resident), await desk.calls()) == (["site"], [])

    async def test_whoever_is_called_is_told_of_a_deed_when_they_meet(self, desk: Desk, enter: Enter) -> None:
        resident = await enter(phone=f"+791{new_id().int % 10**8:08}")
        await done_for(desk, resident)
        (waiting,) = await desk.eventually(lambda: to_tell(desk, resident_id=str(resident)))
        assert (waiting["way"], waiting["at_meeting"], waiting["done_at"]) == ("phone", True, None)
        assert "Обо мне" not in waiting["text"]
        counted = await desk.manager.get(f"/centers/{desk.center}/calls/at-meeting")
        assert counted.json() == {"people": 1, "since": waiting["created_at"]}
        assert await to_tell(desk, resident_id=str(new_id())) == []

    async def test_whoever_was_only_entered_is_looked_for_by_nobody(self, desk: Desk, enter: Enter) -> None:
        resident = await enter()
        entered = RegistryActedForV1(resident_id=resident, line=1, action="resident.registered")
        await desk.has_heard(await desk.told(entered))
        (waiting,) = await desk.eventually(lambda: to_tell(desk, resident_id=str(resident)))
        assert "внёс вас в список жителей" in waiting["text"]
        count = f"/centers/{desk.center}/calls/at-meeting"
        assert (await to_tell(desk), (await desk.manager.get(count)).json()["people"]) == ([], 0)
        await done_for(desk, resident)
        await desk.eventually(lambda: to_tell(desk))
        assert (await desk.manager.get(count)).json()["people"] == 1

    async def test_what_was_told_is_told_once(self, desk: Desk, enter: Enter) -> None:
        await done_for(desk, await enter())
        (waiting,) = await desk.eventually(lambda: to_tell(desk))
        path = f"/centers/{desk.center}/calls/{waiting['id']}/done"
        day = str(today())
        made = await desk.manager.post(path, json={"way": "phone", "on": day})
        assert (made.status_code, made.json()["told_way"], made.json()["told_on"]) == (
            200,
            "phone",
            day,
        )
        again = await desk.manager.post(path, json={"way": "visit"})
        assert again.json()["told_way"] == "phone"
        assert await to_tell(desk) == []
        async with desk.api.app.state.database.transaction(desk.center) as session:
            copy = await sections_of(session, PERSONAL, desk.center, UUID(waiting["resident_id"]))
        ((how, *_, told_on),) = next(one.rows for one in copy if one.title == "Звонки и визиты к вам")
        assert (how, told_on) == ("звонок", f"{today():%d.%m.%Y}")

    async def test_what_was_read_on_the_site_is_told_by_nobody(self, desk: Desk, enter: Enter) -> None:
        resident = await enter()
        await done_for(desk, resident)
        (waiting,) = await desk.eventually(lambda: to_tell(desk))
        await desk.resident(resident).post(f"/centers/{desk.center}/messages/{waiting['message_id']}/read")
        assert await to_tell(desk) == []
        counted = await desk.manager.get(f"/centers/{desk.center}/calls/at-meeting")
        assert counted.json() == {"people": 0, "since": None}

    async def test_nobody_is_told_tomorrow_or_before_it_was_done(self, desk: Desk, enter: Enter) -> None:
        await done_for(desk, await enter())
        (waiting,) = await desk.eventually(lambda: to_tell(desk))
        path = f"/centers/{desk.center}/calls/{waiting['id']}/done"
        for days in (-2, 2):
            refused = await desk.manager.post(path, json={"on": str(today() + timedelta(days=days))})
            assert (refused.status_code, refused.json()["errors"][0]["pointer"]) == (422, "/on")
        assert len(await to_tell(desk)) == 1


async def _prove(registry: str, center: UUID, resident: UUID) -> None:
    """The owner of the mail has shown that it is theirs, as by a code."""
    connection = await asyncpg.connect(registry)
    await connection.execute("select set_config('app.center', $1, false)", str(center))
    await connection.execute(
        "update resident_contacts set verified_at = now() where resident_id = $1 and kind = 'mail'", resident
    )
    await connection.close()
