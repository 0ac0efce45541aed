"""Nobody is on record without a reason: a consent, another basis of the law, or a consent that is awaited."""

from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest

from shared.kit.clock import now, today
from tests.registry.making import Center, DatabaseOf, make_resident, rows

Json = dict[str, Any]  # Any: JSON
TODAY = today().isoformat()
SHEET = {"how": "paper", "number": "С-2611-АВЕ234", "signed_on": TODAY}


async def basis(home: Center, resident: Json) -> Json:
    answer = await home.manager.get(f"{home.path}/residents/{resident['id']}/basis")
    assert answer.status_code == 200, answer.text
    found: Json = answer.json()
    return found


async def awaited(home: Center) -> set[str]:
    listed = (await home.manager.get(f"{home.path}/bases/awaited")).json()["items"]
    counted = (await home.manager.get(f"{home.path}/bases/awaited/count")).json()
    assert counted["awaited"] == len(listed)
    return {one["id"] for one in listed}


@pytest.mark.parametrize(
    "said", [SHEET, {"how": "aloud", "witness": "Громов И. П.", "ground": "не может писать"}]
)
async def test_whoever_is_entered_with_a_consent_has_it_at_once(home: Center, said: Json) -> None:
    resident = await home.enter(consent=said)
    found = await basis(home, resident)
    assert (found["basis"], found["overdue"]) == ("consent", False)
    given = (await home.manager.get(f"{home.path}/residents/{resident['id']}/consents")).json()["items"]
    assert [(one["purpose"], one["how"], one["id"]) for one in given] == [
        ("keep_card", said["how"], found["consent_id"])
    ]
    assert await awaited(home) == set()


async def test_another_basis_is_stated_in_words_and_gives_way_to_a_consent(home: Center) -> None:
    said = {"how": "stated", "basis": "agreement", "ground": "договор о занятиях № 7"}
    resident = await home.enter(consent=said)
    found = await basis(home, resident)
    assert (found["basis"], found["words"]) == ("agreement", "договор о занятиях № 7")
    assert "пункт 5" in found["legal_basis"]
    path = f"{home.path}/residents/{resident['id']}/consents"
    await home.resident(resident["id"]).post(path, json={"purpose": "keep_card", "version": 1})
    assert (await basis(home, resident))["basis"] == "consent"


async def test_whoever_is_entered_with_nothing_is_awaited_until_something_is_there(home: Center) -> None:
    silent, said = await home.enter(), await home.enter(consent={"how": "awaited"})
    assert await awaited(home) == {silent["id"], said["id"]}
    path = f"{home.path}/residents/{silent['id']}/basis"
    body = {"basis": "vital", "words": "лежит без сознания, ищем родных"}
    stated = await home.manager.put(path, json=body)
    assert (stated.status_code, stated.json()["basis"]) == (200, "vital")
    assert await awaited(home) == {said["id"]}
    back = await home.manager.put(path, json={"basis": "awaited"})
    assert back.json()["basis"] == "awaited"
    assert await awaited(home) == {silent["id"], said["id"]}


async def test_a_consent_that_is_awaited_for_long_is_overdue(home: Center, database_of: DatabaseOf) -> None:
    resident, dsn = await home.enter(), await database_of("registry")
    for days, overdue in ((6, False), (8, True)):
        joined = now() - timedelta(days=days)
        known = UUID(resident["id"])
        await rows(dsn, "update residents set joined_at = $2 where id = $1", known, joined, center=home.id)
        assert (await basis(home, resident))["overdue"] is overdue


async def test_whoever_took_the_consent_back_or_leaves_is_not_asked_again(home: Center) -> None:
    resident = await home.enter()
    person = home.resident(resident["id"])
    await person.post(f"{home.path}/residents/{resident['id']}/erasures", json={})
    assert await awaited(home) == set()


@pytest.mark.parametrize(("said", "pointer"), [
    ({"how": "paper", "number": "7"}, "/consent/signed_on"),
    ({"how": "paper", "number": "7", "signed_on": "2525-01-01"}, "/consent/signed_on"),
    ({"how": "aloud", "ground": "не пишет"}, "/consent/witness"),
    ({"how": "stated", "ground": "договор"}, "/consent/basis"),
    ({"how": "stated", "basis": "law"}, "/consent/ground"),
    ({"how": "by-heart"}, "/consent/how"),
])  # fmt: skip
async def test_a_consent_that_nothing_shows_writes_no_card(home: Center, said: Json, pointer: str) -> None:
    body = make_resident(consent=said)
    refused = await home.manager.post(f"{home.path}/residents", json=body)
    assert refused.status_code == 422
    assert [one["pointer"] for one in refused.json()["errors"]] == [pointer]
    found = await home.manager.get(f"{home.path}/residents", params={"q": body["mail"]})
    assert found.json()["items"] == []


async def test_a_number_of_another_sheet_and_a_consent_on_the_site_are_refused(home: Center) -> None:
    await home.enter(consent=SHEET)
    again = await home.manager.post(f"{home.path}/residents", json=make_resident(consent=SHEET))
    assert (again.status_code, again.json()["code"]) == (409, "consents.number-taken")
    by_manager = make_resident(consent={"how": "web"})
    refused = await home.manager.post(f"{home.path}/residents", json=by_manager)
    assert (refused.status_code, refused.json()["code"]) == (403, "consents.only-by-themselves")


async def test_a_guardian_agrees_for_the_child_with_entering_it(home: Center, foreign: Center) -> None:
    mother = await home.enter()
    body = {"family_name": "Петров", "given_name": "Миша", "birth_year": 2016, "consent": {"how": "web"}}
    child = await home.resident(mother["id"]).post(f"{home.path}/residents/{mother['id']}/wards", json=body)
    assert child.status_code == 201, child.text
    theirs = f"{home.path}/residents/{child.json()['id']}/basis"
    assert (await home.resident(mother["id"]).get(theirs)).json()["basis"] == "consent"
    assert (await home.resident((await home.enter())["id"]).get(theirs)).status_code == 404
    assert (await foreign.manager.get(theirs)).status_code == 404
