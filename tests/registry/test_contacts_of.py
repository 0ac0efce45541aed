"""Other services ask for contacts at the moment of sending."""

import json
from collections.abc import Sequence
from uuid import UUID, uuid4

from services.registry.people.residents.repository import get_resident
from shared.contracts.requests import Contact, Contacts, ContactsOf, SetWay, Way, WaySet
from shared.kit.clock import now
from tests.registry.making import Center, DatabaseOf, a_mail, a_phone, connected, if_match, rows
from tests.registry.people.test_guardians import child_of


async def contacts(home: Center, *residents: str) -> Sequence[Contact]:
    await connected(home.api)
    ask = ContactsOf(center_id=home.id, resident_ids=[UUID(one) for one in residents])
    answer: Contacts = await home.api.app.state.bus.ask(ask)
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


async def test_a_child_is_reached_by_whoever_answers_for_them_now(home: Center) -> None:
    mother, father = await home.enter(family_name="А"), await home.enter(family_name="Б")
    child = await child_of(home, mother)
    bond = {"bond": "parent", "ground": "со слов матери"}
    guardians = f"{home.path}/residents/{child['id']}/guardians"
    assert (await home.manager.put(f"{guardians}/{father['id']}", json=bond)).status_code == 200
    (told,) = await contacts(home, child["id"])
    assert (str(told.resident_id), told.name, told.child) == (
        child["id"],
        mother["name"],
        child["given_name"],
    )
    assert (told.way, told.mail) == ("mail", mother["mail"])
    assert (await home.manager.delete(f"{guardians}/{mother['id']}")).status_code == 204
    (told,) = await contacts(home, child["id"])
    assert (told.name, told.mail) == (father["name"], father["mail"])


async def test_of_two_who_answer_for_a_child_one_who_can_be_written_to_is_reached(home: Center) -> None:
    silent, father = await home.enter(mail=None, ground="нет телефона"), await home.enter()
    child = await child_of(home, silent)
    guardians = f"{home.path}/residents/{child['id']}/guardians"
    bond = {"bond": "parent", "ground": "со слов матери"}
    assert (await home.manager.put(f"{guardians}/{father['id']}", json=bond)).status_code == 200
    (told,) = await contacts(home, child["id"])
    assert (told.name, told.mail) == (father["name"], father["mail"])


async def test_whoever_has_come_of_age_is_told_of_to_no_parent(home: Center) -> None:
    """Also before the guardianship is taken away by the clock."""
    mother = await home.enter()
    child = await child_of(home, mother)
    async with home.api.app.state.database.transaction(home.id) as session:
        (await get_resident(session, home.id, UUID(child["id"]))).birth_year = now().year - 18
    (told,) = await contacts(home, child["id"])
    assert (told.name, told.child, told.mail) == (child["name"], None, None)


async def test_a_child_with_a_contact_of_their_own_and_a_grown_up_are_reached_themselves(
    home: Center,
) -> None:
    mother, alone = await home.enter(), await home.enter(mail=None, ground="нет телефона")
    child, mail = await child_of(home, mother), a_mail()
    own = {"kind": "mail", "value": mail, "ground": "со слов матери"}
    added = await home.manager.post(f"{home.path}/residents/{child['id']}/contacts", json=own)
    assert added.status_code == 201, added.text
    for person, address in ((child, mail), (alone, None)):
        (told,) = await contacts(home, person["id"])
        assert (told.name, told.child, told.mail) == (person["name"], None, address)


async def test_unknown_erased_and_foreign_people_are_absent(home: Center, foreign: Center) -> None:
    gone, stranger = await home.enter(), await foreign.enter()
    await home.manager.delete(f"{home.path}/residents/{gone['id']}", headers={"if-match": '"1"'})
    assert await contacts(home, gone["id"], stranger["id"], str(uuid4())) == []


async def test_a_way_is_set_only_where_its_contact_is_there(home: Center) -> None:
    person = await home.enter(phone=a_phone())
    assert await set_way(home, person["id"], "phone") is None
    card = (await home.manager.get(f"{home.path}/residents/{person['id']}")).json()
    assert (card["way"], card["language"]) == ("phone", "en")
    no_phone = await home.enter()
    assert await set_way(home, no_phone["id"], "phone") == "contact-missing"
    assert await set_way(home, str(uuid4()), "site") == "unknown"


async def test_a_way_that_changed_with_the_contacts_is_told(home: Center, database_of: DatabaseOf) -> None:
    person = await home.enter(phone=a_phone(), way="phone")
    path = f"{home.path}/residents/{person['id']}"
    await home.manager.patch(path, json={"phone": None, "ground": "сказал"}, headers=if_match(person))
    told = await rows(
        await database_of("registry"),
        "select data from outbox where center_id = $1 and type = 'registry.resident.way_chosen.v1'",
        home.id,
    )
    (data,) = [json.loads(one["data"]) for one in told]
    assert data == {"resident_id": person["id"], "way": "mail", "language": "ru"}


async def set_way(home: Center, resident: str, way: Way) -> str | None:
    await connected(home.api)
    ask = SetWay(center_id=home.id, resident_id=UUID(resident), way=way, language="en")
    answer: WaySet = await home.api.app.state.bus.ask(ask)
    return answer.refused
