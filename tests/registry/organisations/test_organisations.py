"""Organisations: what fits a kind, who sees what, and what is never done to them."""

import asyncio
import json
from uuid import UUID, uuid4

import httpx
import pytest

from shared.testing.running import Api
from tests.registry.making import Center, DatabaseOf, Json, if_match, rows
from tests.registry.organisations.making import a_council, enter, join

SOME = "3f0d2c7e-0000-4000-8000-000000000001"


async def test_a_council_is_entered_and_read(home: Center) -> None:
    house = await home.house()
    made = await enter(home, **a_council(house, contacts=[{"kind": "phone", "value": "+7 900 000-00-00"}]))
    assert (made["form"], made["community"], made["scale"]) == ("residents", "place", "house")
    assert made["house_ids"] == [house["id"]]
    found = (await home.manager.get(f"{home.path}/organisations/{made['id']}")).json()
    assert found == made


async def test_others_neither_enter_nor_change_organisations(home: Center, foreign: Center) -> None:
    house = await home.house()
    made = await enter(home, **a_council(house))
    resident = home.resident((await home.enter())["id"])
    assert (await resident.post(f"{home.path}/organisations", json=a_council(house))).status_code == 403
    assert (await foreign.manager.post(f"{home.path}/organisations", json={})).status_code == 404
    path = f"{foreign.path}/organisations/{made['id']}"
    assert (await foreign.manager.get(path)).status_code == 404
    patched = await foreign.manager.patch(path, json={"name": "Наш"}, headers=if_match(made))
    assert patched.status_code == 404


@pytest.mark.parametrize(
    ("wrong", "pointer", "code"),
    [
        ({"kind": "council_mkd", "scale": "street"}, "/scale", "organisations.scale-unfit"),
        ({"kind": "tos", "scale": None}, "/scale", "organisations.scale-missing"),
        ({"kind": "council_entrance"}, "/entrance", "organisations.entrance-missing"),
        ({"kind": "council_mkd", "entrance": 2}, "/entrance", "organisations.entrance-unfit"),
        ({"house_ids": [SOME]}, "/house_ids", "organisations.house-unknown"),
        ({"parent_id": SOME}, "/parent_id", "organisations.parent-unknown"),
        ({"founded_on": "2199-01-01"}, "/founded_on", "organisations.day-to-come"),
        ({"kind": "guild"}, "/kind", "literal_error"),
        ({"name": " \u200f"}, "/name", "too_short"),
        (
            {"decision": {"gathering": "conference", "part": 3, "whole": 4}},
            "/decision/gathering",
            "organisations.gathering-unfit",
        ),
    ],
)
async def test_what_does_not_fit_is_said_in_its_place(
    home: Center, wrong: Json, pointer: str, code: str
) -> None:
    house = await home.house()
    answer = await home.manager.post(f"{home.path}/organisations", json=a_council(house) | wrong)
    assert answer.status_code == 422
    assert (pointer, code) in [(one["pointer"], one["code"]) for one in answer.json()["errors"]]


async def test_an_interest_needs_no_place(home: Center) -> None:
    made = await enter(home, kind="group_interest", name="Любители домино")
    assert (made["community"], made["scale"], made["house_ids"]) == ("interest", None, [])


async def test_a_circle_of_parents_is_refused(home: Center) -> None:
    first = await enter(home, kind="tos", scale="microdistrict", name="ТОС")
    second = await enter(home, kind="council_microdistrict", name="Совет", parent_id=first["id"])
    third = await enter(home, kind="council_yard", name="Двор", parent_id=second["id"])
    for parent in (first, second, third):
        path = f"{home.path}/organisations/{first['id']}"
        answer = await home.manager.patch(path, json={"parent_id": parent["id"]}, headers=if_match(first))
        assert answer.status_code == 422
        assert answer.json()["errors"][0]["code"] in ("organisations.cycle", "organisations.parent-smaller")
    path = f"{home.path}/organisations/{first['id']}"
    answer = await home.manager.patch(path, json={"parent_id": second["id"]}, headers=if_match(first))
    assert answer.json()["errors"][0]["code"] == "organisations.cycle"
    assert "Получится круг" in answer.json()["errors"][0]["message"]


async def test_of_two_made_each_others_parent_at_once_one_stays_a_part(home: Center) -> None:
    one, other = [await enter(home, kind="council_yard", name=name) for name in ("Первый", "Второй")]
    answers = await asyncio.gather(_put_into(home, one, other), _put_into(home, other, one))
    done, refused = sorted(answers, key=lambda answer: answer.status_code)
    assert (done.status_code, refused.status_code) == (200, 422)
    assert [wrong["code"] for wrong in refused.json()["errors"]] == ["organisations.cycle"]


async def test_a_part_changed_while_it_is_made_a_parent_stops_nobody(home: Center) -> None:
    above, part, new = [await enter(home, kind="council_yard", name=name) for name in ("А", "Б", "В")]
    part = (await _put_into(home, part, above)).json()
    answers = await asyncio.gather(_put_into(home, part, above), _put_into(home, new, part))
    assert [answer.status_code for answer in answers] == [200, 200]


async def test_what_is_taken_away_while_it_is_made_a_parent_is_no_parent(home: Center) -> None:
    above, part = [await enter(home, kind="council_yard", name=name) for name in ("А", "Б")]
    path = f"{home.path}/organisations/{above['id']}"
    gone, put = await asyncio.gather(
        home.manager.delete(path, headers=if_match(above)), _put_into(home, part, above)
    )
    assert (gone.status_code, put.status_code) in ((204, 422), (409, 200))


async def _put_into(home: Center, part: Json, above: Json) -> httpx.Response:
    path = f"{home.path}/organisations/{part['id']}"
    return await home.manager.patch(path, json={"parent_id": above["id"]}, headers=if_match(part))


async def test_a_part_is_never_larger_than_its_whole(home: Center) -> None:
    house = await home.house()
    council = await enter(home, **a_council(house))
    answer = await home.manager.post(
        f"{home.path}/organisations",
        json={"kind": "council_yard", "name": "Двор", "parent_id": council["id"]},
    )
    assert answer.json()["errors"][0]["code"] == "organisations.parent-smaller"
    yard = await enter(home, kind="territorial_community", scale="yard", name="Двор")
    await enter(home, kind="committee_street", name="Улица", parent_id=yard["id"])
    path = f"{home.path}/organisations/{yard['id']}"
    smaller = await home.manager.patch(path, json={"kind": "tos", "scale": "house"}, headers=if_match(yard))
    assert smaller.json()["errors"][0]["code"] == "organisations.smaller-than-part"


@pytest.mark.parametrize(
    ("kind", "gathering", "part", "whole", "passes"),
    [
        ("tszh", "votes", "500.00", "1000", False),
        ("tszh", "votes", "500.01", "1000", True),
        ("tos", "meeting", "33", "100", False),
        ("tos", "meeting", "34", "100", True),
        ("tos", "meeting", "1", "3", True),
        ("tos", "conference", "66.66", "100", False),
        ("tos", "conference", "600", "900", True),
    ],
)
async def test_founding_needs_what_the_law_asks_exactly(
    home: Center, kind: str, gathering: str, part: str, whole: str, passes: bool
) -> None:
    decision = {"gathering": gathering, "part": part, "whole": whole}
    scale = "house" if kind == "tszh" else "yard"
    body = {"kind": kind, "scale": scale, "name": "Наш дом", "decision": decision}
    answer = await home.manager.post(f"{home.path}/organisations", json=body)
    assert answer.status_code == (201 if passes else 422), answer.text
    if not passes:
        (wrong,) = answer.json()["errors"]
        assert (wrong["pointer"], wrong["code"]) == ("/decision/part", "organisations.too-few")
        assert "ст." in wrong["message"]
        forming = await enter(home, **body | {"state": "forming"})
        assert "decision_too_few" in await steps(home, forming)


async def test_contacts_are_shown_to_whom_they_are_for(home: Center) -> None:
    house = await home.house()
    contacts = [
        {"kind": "site", "value": "example.org", "shown_to": "everybody"},
        {"kind": "phone", "value": "+79000000001", "shown_to": "members"},
        {"kind": "mail", "value": "chair@example.org", "shown_to": "managers"},
    ]
    made = await enter(home, **a_council(house, contacts=contacts))
    member, other = await home.enter(), await home.enter()
    await join(home, made, member)

    async def seen(api: Api) -> list[str]:
        answer = await api.get(f"{home.path}/organisations/{made['id']}")
        return [one["kind"] for one in answer.json()["contacts"]]

    assert await seen(home.manager) == ["site", "phone", "mail"]
    assert await seen(home.resident(member["id"])) == ["site", "phone"]
    assert await seen(home.resident(other["id"])) == ["site"]


async def test_what_was_seen_long_ago_is_not_overwritten(home: Center) -> None:
    made = await enter(home, kind="group_initiative", name="Сад у дома")
    path = f"{home.path}/organisations/{made['id']}"
    changed = await home.manager.patch(path, json={"about": "Клумбы"}, headers=if_match(made))
    assert (changed.json()["about"], changed.json()["version"]) == ("Клумбы", 2)
    assert (
        await home.manager.patch(path, json={"about": "Грядки"}, headers=if_match(made))
    ).status_code == 412
    assert (await home.manager.patch(path, json={"about": "Грядки"})).status_code == 428


async def test_dissolving_ends_memberships_and_there_is_no_way_back(home: Center) -> None:
    house = await home.house()
    made = await enter(home, **a_council(house))
    chair = await join(home, made, await home.enter(), "chair")
    path = f"{home.path}/organisations/{made['id']}"
    answer = await home.manager.patch(path, json={"state": "dissolved"}, headers=if_match(made))
    assert (answer.json()["state"], answer.json()["members"]) == ("dissolved", 0)
    ended = (await home.manager.get(f"{home.path}/memberships/{chair['id']}")).json()
    assert ended["end_reason"] == "dissolved"
    again = await home.manager.patch(path, json={"state": "active"}, headers=if_match(answer.json()))
    assert (again.status_code, again.json()["code"]) == (409, "organisations.dissolved")
    body = {"organisation_id": made["id"], "resident_id": (await home.enter())["id"]}
    late = await home.manager.post(f"{home.path}/memberships", json=body)
    assert late.json()["code"] == "memberships.organisation-dissolved"


async def test_an_organisation_with_a_history_is_not_taken_away(home: Center) -> None:
    made = await enter(home, kind="group_interest", name="Домино")
    mistake = await enter(home, kind="group_interest", name="Дамино")
    await join(home, made, await home.enter())
    path = f"{home.path}/organisations"
    refused = await home.manager.delete(f"{path}/{made['id']}", headers=if_match(made))
    assert (refused.status_code, refused.json()["code"]) == (409, "organisations.has-history")
    gone = await home.manager.delete(f"{path}/{mistake['id']}", headers=if_match(mistake))
    assert gone.status_code == 204
    assert (await home.manager.get(f"{path}/{mistake['id']}")).status_code == 404


async def test_organisations_are_found_by_house_form_and_name(home: Center) -> None:
    house, other = await home.house(), await home.house(address="Садовая, 9")
    council = await enter(home, **a_council(house))
    await enter(home, **a_council(other, name="Совет дома 9"))
    await enter(home, kind="group_interest", name="Любители домино")

    async def names(query: str) -> list[str]:
        answer = await home.manager.get(f"{home.path}/organisations?{query}")
        return [one["name"] for one in answer.json()["items"]]

    assert await names(f"house_id={house['id']}") == [council["name"]]
    assert await names("form=informal") == ["Любители домино"]
    assert await names("q=ДОМИНО") == ["Любители домино"]
    assert await names("q=%25") == []
    assert await names(f"house_id={uuid4()}") == []


async def test_facts_of_an_organisation_hold_ids_and_codes_alone(
    home: Center, database_of: DatabaseOf
) -> None:
    house = await home.house()
    made = await enter(home, **a_council(house, name="Совет дома Ромашка", founded_on="2026-02-01"))
    path = f"{home.path}/organisations/{made['id']}"
    await home.manager.patch(path, json={"state": "dissolved"}, headers=if_match(made))
    told = await rows(
        await database_of("registry"),
        "select type, data from outbox where center_id = $1 and type like '%organisation%' order by id",
        home.id,
    )
    said = {
        "organisation_id": made["id"],
        "kind": "council_mkd",
        "scale": "house",
        "house_ids": [house["id"]],
        "active_since": "2026-02-01",
    }
    assert [(one["type"].split(".")[2], json.loads(one["data"])) for one in told] == [
        ("formed", said),
        ("changed", said),
        ("dissolved", {"organisation_id": made["id"]}),
    ]


async def test_a_center_that_nobody_opened_has_no_organisations(home: Center, center: UUID) -> None:
    stranger = home.api.as_(home.tokens.manager(center))
    body = {"kind": "group_interest", "name": "Домино"}
    assert (await stranger.post(f"/centers/{center}/organisations", json=body)).status_code == 404


async def steps(home: Center, organisation: Json) -> list[str]:
    answer = await home.manager.get(f"{home.path}/organisations/{organisation['id']}/next-steps")
    assert answer.status_code == 200, answer.text
    return [one["code"] for one in answer.json()["items"]]


async def test_an_organisation_is_found_in_the_one_search(home: Center) -> None:
    made = await enter(home, kind="group_interest", name="Любители домино", about="Играем по средам")
    mistake = await enter(home, kind="group_interest", name="Шахматисты двора")
    path = f"{home.path}/organisations/{mistake['id']}"
    await home.manager.delete(path, headers=if_match(mistake))

    async def found(q: str) -> list[str]:
        answer = await home.manager.get(f"{home.path}/search?q={q}&kind=organisation")
        assert answer.status_code == 200, answer.text
        return [one["id"] for one in answer.json()["items"]]

    assert await found("домино") == [made["id"]]
    assert await found("шахматисты") == []


async def test_an_organisation_acts_in_a_territory_of_its_center_which_then_stays(
    home: Center, foreign: Center
) -> None:
    made = [
        (await one.manager.post(f"{one.path}/territories", json={"kind": "yard", "name": "Двор"})).json()
        for one in (home, foreign)
    ]
    yard, elsewhere = made
    body = {"kind": "council_yard", "name": "Совет двора"}
    for place in (elsewhere["id"], str(home.id)):
        answer = await home.manager.post(f"{home.path}/organisations", json=body | {"place_ids": [place]})
        assert (answer.status_code, answer.json()["errors"][0]["pointer"]) == (422, "/place_ids")
    council = await enter(home, **body, place_ids=[yard["id"]])
    assert council["place_ids"] == [yard["id"]]
    path = f"{home.path}/territories/{yard['id']}"
    refused = await home.manager.delete(path, headers=if_match(yard))
    assert (refused.status_code, refused.json()["code"]) == (409, "territories.in-use")
    answer = await home.manager.patch(
        f"{home.path}/organisations/{council['id']}", json={"place_ids": []}, headers=if_match(council)
    )
    assert answer.status_code == 200, answer.text
    assert (await home.manager.delete(path, headers=if_match(yard))).status_code == 204


@pytest.mark.parametrize(
    "asked", ["organisations?q=%00", "organisations?q=a%00", "organisations?q=%E2%80%AE"]
)
async def test_marks_that_nobody_sees_are_not_looked_for(home: Center, asked: str) -> None:
    assert (await home.manager.get(f"{home.path}/{asked}")).status_code == 200


@pytest.mark.parametrize(
    "rest", ["reason=%00a", "before=99999999999999999999", "before=-99999999999999999999"]
)
async def test_a_log_is_read_whatever_else_is_asked(home: Center, rest: str) -> None:
    person = (await home.enter())["id"]
    assert (await home.manager.get(f"{home.path}/audit?about={person}&{rest}")).status_code == 200
