"""Entries of the directory: whose they are, who sees them, when they ask to be confirmed."""

from datetime import timedelta
from uuid import uuid4

import pytest

from shared.kit.clock import today
from tests.registry.directory.making import entered, make_entry
from tests.registry.making import Center, Json, if_match


async def test_a_manager_enters_what_residents_then_read(home: Center) -> None:
    entry = await entered(home, note="Спросить Ольгу, она быстрее")
    resident = home.resident(uuid4())
    seen = (await resident.get(f"/directory/{entry['id']}")).json()
    assert seen == entry | {"note": None, "confirmed_by": None}
    assert entry["confirmed_by"] == str(home.manager_id)
    assert (entry["due"], entry["shared"], entry["version"]) == (False, False, 1)


async def test_residents_do_not_see_what_is_not_public(home: Center) -> None:
    entry = await entered(home, public=False)
    resident = home.resident(uuid4())
    assert (await resident.get(f"/directory/{entry['id']}")).status_code == 404
    for query in ("own=true", "own=true&q=субсидии"):
        assert (await resident.get(f"/directory?{query}")).json()["items"] == []


async def test_others_do_not_write(home: Center, foreign: Center) -> None:
    entry = await entered(home)
    path = f"/directory/{entry['id']}"
    assert (await home.api.get("/directory")).status_code == 401
    resident = home.resident(uuid4())
    assert (await resident.post("/directory", json=make_entry())).status_code == 403
    stranger = foreign.manager
    assert (await stranger.get(path)).status_code == 404
    assert (await stranger.patch(path, json={"about": "x"}, headers=if_match(entry))).status_code == 404
    assert (await stranger.post(f"{path}/confirm")).status_code == 404
    assert (await stranger.delete(path, headers=if_match(entry))).status_code == 404
    assert (await stranger.get("/directory", params={"center": str(home.id)})).status_code == 404
    assert (await stranger.post("/directory", json=make_entry(center_id=str(home.id)))).status_code == 404


async def test_what_is_shared_is_read_and_kept_by_every_center(home: Center, foreign: Center) -> None:
    word = f"взаимопомощь{home.id.hex[:8]}"
    entry = await entered(home, shared=True, name=f"Фонд «{word}»")
    path = f"/directory/{entry['id']}"
    assert (await foreign.manager.get(path)).json() == entry
    found = await foreign.resident(uuid4()).get("/directory", params={"q": word})
    assert [one["id"] for one in found.json()["items"]] == [entry["id"]]
    changed = await foreign.manager.patch(path, json={"about": "Новое"}, headers=if_match(entry))
    assert (changed.status_code, changed.json()["about"]) == (200, "Новое")
    operator = home.api.as_(home.tokens.operator())
    assert (await operator.post(f"{path}/confirm")).status_code == 200
    assert (await operator.delete(path, headers={"if-match": '"3"'})).status_code in (204, 412)
    await operator.delete(path, headers={"if-match": '"2"'})


async def test_an_operator_has_no_center_of_their_own(home: Center) -> None:
    operator = home.api.as_(home.tokens.operator())
    answer = await operator.post("/directory", json=make_entry())
    assert (answer.status_code, answer.json()["errors"][0]["code"]) == (422, "directory.owner-unclear")
    entry = await entered(home)
    assert (await operator.get(f"/directory/{entry['id']}")).status_code == 404


async def test_two_who_save_at_once_hear_of_each_other(home: Center) -> None:
    entry = await entered(home)
    path = f"/directory/{entry['id']}"
    assert (
        await home.manager.patch(path, json={"about": "Первое"}, headers=if_match(entry))
    ).status_code == 200
    assert (
        await home.manager.patch(path, json={"about": "Второе"}, headers=if_match(entry))
    ).status_code == 412
    assert (await home.manager.patch(path, json={"about": "Второе"})).status_code == 428
    assert (await home.manager.get(path)).json()["about"] == "Первое"


async def test_after_half_a_year_an_entry_asks_to_be_confirmed(home: Center) -> None:
    long_ago = (today() - timedelta(days=183)).isoformat()
    not_yet = (today() - timedelta(days=182)).isoformat()
    old = await entered(home, name="Давно проверено", confirmed_on=long_ago)
    fresh = await entered(home, name="Недавно проверено", confirmed_on=not_yet)
    assert (old["due"], fresh["due"]) == (True, False)
    due = await home.manager.get("/directory", params={"due": True, "own": True})
    assert [one["name"] for one in due.json()["items"]] == ["Давно проверено"]
    assert (await home.manager.get("/directory/to-confirm")).json()["count"] >= 1
    confirmed = (await home.manager.post(f"/directory/{old['id']}/confirm")).json()
    assert (confirmed["due"], confirmed["confirmed_on"]) == (False, today().isoformat())
    due = await home.manager.get("/directory", params={"due": True, "own": True})
    assert due.json()["items"] == []


async def test_an_entry_without_services_is_one_service_of_its_name(home: Center) -> None:
    entry = await entered(home, services=[])
    assert [one["name"] for one in entry["services"]] == ["Отдел жилищных субсидий"]


_FUTURE = (today() + timedelta(days=2)).isoformat()


@pytest.mark.parametrize(
    ("wrong", "pointer"),
    [
        ({"name": " \u202e\x00 "}, "/name"),
        ({"level": "galaxy"}, "/level"),
        ({"support": []}, "/support"),
        ({"support": ["magic"]}, "/support/0"),
        ({"site": "javascript:alert(1)"}, "/site"),
        ({"mail": "не почта"}, "/mail"),
        ({"phones": [{"number": "позвоните"}]}, "/phones/0/number"),
        ({"confirmed_on": _FUTURE}, "/confirmed_on"),
        ({"confirmed_on": "2026-02-30"}, "/confirmed_on"),
        ({"confirmed_on": "0026-02-03"}, "/confirmed_on"),
        ({"about": "а" * 2001}, "/about"),
        ({"places": [{"address": "А", "latitude": 91}]}, "/places/0/latitude"),
        ({"places": [{"address": "А", "hours": [{"days": ["MO"], "opens": "18:00", "closes": "09:00"}]}]},
         "/places/0/hours/0"),
        ({"services": [{"name": "А", "place_ids": [str(uuid4())]}]}, ""),
    ],
)  # fmt: skip
async def test_what_is_no_entry_is_refused(home: Center, wrong: Json, pointer: str) -> None:
    answer = await home.manager.post("/directory", json=make_entry(**wrong))
    assert answer.status_code == 422, answer.text
    assert answer.json()["errors"][0]["pointer"] == pointer


async def test_odd_letters_are_kept_and_tricks_are_not(home: Center) -> None:
    about = "Первый абзац 🧑‍🤝‍🧑\r\n\r\n\r\n\r\nД'Артаньян-Иванов\x00 и \u202eзадом наперёд\u202c"
    entry = await entered(home, about=about, name="Центр «Ёж» <b>")
    assert entry["about"] == "Первый абзац 🧑‍🤝‍🧑\n\nД'Артаньян-Иванов и задом наперёд"
    assert entry["name"] == "Центр «Ёж» <b>"


async def test_a_double_click_enters_one(home: Center) -> None:
    headers = {"idempotency-key": "нажали дважды".encode().hex()}
    first, second = [
        await home.manager.post("/directory", json=make_entry(), headers=headers) for _ in range(2)
    ]
    assert first.json()["id"] == second.json()["id"]
    assert len((await home.manager.get("/directory", params={"own": True})).json()["items"]) == 1
