"""Other services ask for contacts at the moment of sending."""

from collections.abc import Sequence
from uuid import UUID, uuid4

from shared.contracts.requests import Contact, ContactsOf
from tests.registry.making import Center, a_phone, connected


async def contacts(home: Center, *residents: str) -> Sequence[Contact]:
    await connected(home.api)
    ask = ContactsOf(center_id=home.id, resident_ids=[UUID(one) for one in residents])
    answer = await home.api.app.state.bus.ask(ask)
    return sorted(answer.items, key=lambda one: one.name)


async def test_each_is_reached_the_way_they_prefer(home: Center) -> None:
    phone = a_phone()
    made = [
        await home.enter(family_name="А", way="site"),
        await home.enter(family_name="Б", phone=phone, way="messenger", language="en"),
        await home.enter(family_name="В"),
        await home.enter(family_name="Г", mail=None, ground="нет телефона"),
    ]
    told = await contacts(home, *(one["id"] for one in made))
    assert [(one.way, one.address) for one in told] == [
        ("site", None), ("messenger", phone), ("mail", made[2]["mail"]), ("visit", None)
    ]  # fmt: skip
    assert [one.language for one in told] == ["ru", "en", "ru", "ru"]
    assert told[0].name == "А Анна"


async def test_unknown_erased_and_foreign_people_are_absent(home: Center, foreign: Center) -> None:
    gone, stranger = await home.enter(), await foreign.enter()
    await home.manager.delete(f"{home.path}/residents/{gone['id']}", headers={"if-match": '"1"'})
    assert await contacts(home, gone["id"], stranger["id"], str(uuid4())) == []
