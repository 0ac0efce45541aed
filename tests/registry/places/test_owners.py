"""Premises and their owners: shares are gathered bit by bit, and what does not add up is shown."""

from uuid import uuid4

import pytest

from tests.registry.making import Center, DatabaseOf, Json, if_match, rows


async def flat(home: Center, **known: object) -> Json:
    house = await home.house(total_area="3000")
    return await made(home, "premises", house_id=house["id"], number="12", area="54.3", **known)


async def made(home: Center, what: str, **body: object) -> Json:
    answer = await home.manager.post(f"{home.path}/{what}", json=body)
    assert answer.status_code == 201, answer.text
    found: Json = answer.json()
    return found


async def shares(home: Center, premises: Json) -> Json:
    found: Json = (await home.manager.get(f"{home.path}/premises/{premises['id']}")).json()["shares"]
    return found


async def test_shares_that_make_one_are_whole(home: Center) -> None:
    premises = await flat(home)
    assert premises["area"] == "54.30"
    resident = await home.enter()
    own = await made(
        home, "owners", premises_id=premises["id"], kind="resident", resident_id=resident["id"], share="2/3"
    )
    assert (own["name"], own["share"], own["number"]) == ("Петрова Анна", "2/3", "12")
    assert await shares(home, premises) == {"owners": 1, "total": "2/3", "state": "short", "conflict": True}
    await made(home, "owners", premises_id=premises["id"], kind="person", name="Ильин Пётр", share="1/3")
    assert await shares(home, premises) == {"owners": 2, "total": "1", "state": "whole", "conflict": False}


async def test_shares_over_one_are_kept_and_shown_as_a_conflict(home: Center) -> None:
    premises = await flat(home)
    await made(home, "owners", premises_id=premises["id"], kind="city", share="1/2")
    await made(
        home, "owners", premises_id=premises["id"], kind="organisation", name="ООО «Лавка»", share="2/3"
    )
    assert await shares(home, premises) == {"owners": 2, "total": "7/6", "state": "over", "conflict": True}
    ownership = (await home.manager.get(f"{home.path}/houses/{premises['house_id']}/ownership")).json()
    assert ownership["conflicts"] == [
        {"premises_id": premises["id"], "number": "12", "state": "over", "total": "7/6"}
    ]
    known = {name: ownership[name] for name in ("area_total", "area_entered", "area_owned", "over", "whole")}
    assert known == {
        "area_total": "3000.00", "area_entered": "54.30", "area_owned": "54.30", "over": 1, "whole": 0,
    }  # fmt: skip


@pytest.mark.parametrize("share", ["3/2", "0", "-1/2", "1/0", "много", 1.5, True, None])
async def test_a_share_that_nobody_can_own_is_refused(home: Center, share: object) -> None:
    premises = await flat(home)
    body = {"premises_id": premises["id"], "kind": "city", "share": share}
    answer = await home.manager.post(f"{home.path}/owners", json=body)
    assert answer.status_code == 422
    assert answer.json()["errors"][0]["pointer"] == "/share"


@pytest.mark.parametrize(
    "wrong",
    [
        {"kind": "person"},
        {"kind": "resident"},
        {"kind": "person", "name": "Ильин", "resident_id": str(uuid4())},
        {"kind": "person", "name": "Ильин Пётр, СНИЛС 112-233-445 95"},
        {"kind": "person", "name": "Ильин Пётр", "basis": "паспорт 45 08 123456"},
        {"kind": "resident", "resident_id": str(uuid4())},
    ],
)
async def test_an_owner_without_a_name_or_with_numbers_of_papers_is_refused(
    home: Center, wrong: Json
) -> None:
    premises = await flat(home)
    body = {"premises_id": premises["id"], "share": "1", **wrong}
    assert (await home.manager.post(f"{home.path}/owners", json=body)).status_code == 422


async def test_one_resident_owns_one_share_of_a_flat(home: Center) -> None:
    premises, resident = await flat(home), await home.enter()
    body = {"premises_id": premises["id"], "kind": "resident", "resident_id": resident["id"], "share": "1/2"}
    await made(home, "owners", **body)
    again = await home.manager.post(f"{home.path}/owners", json=body)
    assert (again.status_code, again.json()["code"]) == (409, "owners.twice")


async def test_owners_are_shown_to_managers_alone_and_the_log_keeps_it(
    home: Center, foreign: Center, database_of: DatabaseOf
) -> None:
    premises, resident = await flat(home), await home.enter()
    owner = await made(
        home, "owners", premises_id=premises["id"], kind="resident", resident_id=resident["id"], share="1"
    )
    path = f"{home.path}/owners"
    for stranger, expected in (
        (home.api, 401),
        (home.resident(resident["id"]), 403),
        (home.api.as_(home.tokens.of("partner", uuid4(), [home.id])), 403),
        (home.api.as_(home.tokens.city()), 403),
        (foreign.manager, 404),
    ):
        assert (await stranger.get(path)).status_code == expected
        assert (await stranger.get(f"{path}/{owner['id']}")).status_code == expected
    listed = (await home.manager.get(path, params={"house_id": premises["house_id"]})).json()["items"]
    assert listed == [owner]
    (line,) = await rows(
        await database_of("registry"), "select evidence from audit where center_id = $1 and action = 'owners.listed'",
        home.id, center=home.id,
    )  # fmt: skip
    assert line["evidence"] == resident["id"]


async def test_a_share_is_corrected_by_whoever_has_seen_it_last(home: Center) -> None:
    premises = await flat(home)
    owner = await made(
        home, "owners", premises_id=premises["id"], kind="person", name="Ильин Пётр", share="1/2"
    )
    path = f"{home.path}/owners/{owner['id']}"
    changed = await home.manager.patch(path, json={"share": "3/4"}, headers=if_match(owner))
    assert changed.json() == owner | {"share": "3/4", "numerator": 3, "denominator": 4, "version": 2}
    assert (await home.manager.patch(path, json={"share": "1"}, headers=if_match(owner))).status_code == 412
    assert (await home.manager.delete(path, headers=if_match(owner))).status_code == 412
    assert (await home.manager.delete(path, headers=if_match(changed.json()))).status_code == 204
    assert (await shares(home, premises))["state"] == "none"


async def test_a_resident_who_is_erased_owns_nothing_here_any_more(home: Center) -> None:
    premises, resident = await flat(home), await home.enter()
    await made(
        home, "owners", premises_id=premises["id"], kind="resident", resident_id=resident["id"], share="1"
    )
    path = f"{home.path}/residents/{resident['id']}"
    assert (await home.manager.delete(path, headers=if_match(resident))).status_code == 204
    assert (await shares(home, premises))["owners"] == 0


async def test_premises_are_entered_once_and_go_while_nothing_hangs_on_them(home: Center) -> None:
    premises = await flat(home)
    body = {"house_id": premises["house_id"], "number": "12"}
    again = await home.manager.post(f"{home.path}/premises", json=body)
    assert (again.status_code, again.json()["code"]) == (409, "premises.number-taken")
    owner = await made(home, "owners", premises_id=premises["id"], kind="city", share="1")
    path = f"{home.path}/premises/{premises['id']}"
    kept = await home.manager.delete(path, headers=if_match(premises))
    assert (kept.status_code, kept.json()["code"]) == (409, "premises.in-use")
    await home.manager.delete(f"{home.path}/owners/{owner['id']}", headers=if_match(owner))
    assert (await home.manager.delete(path, headers=if_match(premises))).status_code == 204


@pytest.mark.parametrize(
    "wrong",
    [{"area": "54.305"}, {"area": "-1"}, {"kind": "garage"}, {"number": ""}, {"house_id": str(uuid4())}],
)
async def test_what_are_no_premises_is_refused(home: Center, wrong: Json) -> None:
    house = await home.house()
    body = {"house_id": house["id"], "number": "1", **wrong}
    answer = await home.manager.post(f"{home.path}/premises", json=body)
    assert answer.status_code == 422
    assert answer.json()["errors"][0]["pointer"] == f"/{next(iter(wrong))}"


async def test_a_flat_that_a_resident_named_is_the_flat_whose_area_is_entered_later(home: Center) -> None:
    house = await home.house()
    resident = await home.enter(house_id=house["id"], flat="7")
    (found,) = (await home.manager.get(f"{home.path}/premises", params={"house_id": house["id"]})).json()[
        "items"
    ]
    assert (found["id"], found["number"], found["area"]) == (resident["premises_id"], "7", None)
    path = f"{home.path}/premises/{found['id']}"
    changed = await home.manager.patch(path, json={"area": 31}, headers=if_match(found))
    assert (changed.json()["area"], changed.json()["version"]) == ("31.00", 2)


async def test_the_shares_of_two_cards_of_one_person_follow_the_kept_card_and_come_back(home: Center) -> None:
    first, second = await flat(home), await home.house(address="Мира, 3")
    other = await made(home, "premises", house_id=second["id"], number="1")
    kept, gone = await home.enter(), await home.enter()
    for premises, person, share in ((first, kept, "1/2"), (first, gone, "1/2"), (other, gone, "1")):
        await made(
            home, "owners", premises_id=premises["id"], kind="resident", resident_id=person["id"], share=share
        )
    path = f"{home.path}/residents/{kept['id']}/merge"
    body = {"other_id": gone["id"], "reason": "один человек"}
    merged = await home.manager.post(path, json=body, headers=if_match(kept))
    assert merged.status_code == 201, merged.text
    mine = {"resident_id": kept["id"]}
    now_owned = (await home.manager.get(f"{home.path}/owners", params=mine)).json()["items"]
    assert {one["number"] for one in now_owned} == {"12", "1"}
    assert await shares(home, first) == {"owners": 1, "total": "1", "state": "whole", "conflict": False}
    undone = await home.manager.post(f"{home.path}/merges/{merged.json()['id']}/undo", json={})
    assert undone.status_code == 200, undone.text
    assert await shares(home, first) == {"owners": 2, "total": "1", "state": "whole", "conflict": False}


async def test_premises_come_in_the_order_of_their_doors_page_by_page(home: Center) -> None:
    house, other = await home.house(), await home.house(address="ул. Садовая, 9")
    for number in ("10", "2", "Н-1", "1а", "1", "11"):
        await made(home, "premises", house_id=house["id"], number=number)
    await made(home, "premises", house_id=other["id"], number="3")
    path = f"{home.path}/premises?house_id={house['id']}&order=door&limit=2"
    doors: list[str] = []
    page = (await home.manager.get(path)).json()
    while len(doors) < 10:
        doors += [one["number"] for one in page["items"]]
        if page["next"] is None:
            break
        page = (await home.manager.get(f"{path}&cursor={page['next']}")).json()
    assert doors == ["1", "1а", "2", "10", "11", "Н-1"]


async def test_an_order_or_a_cursor_that_is_not_known_shows_nothing(home: Center, foreign: Center) -> None:
    await flat(home)
    strange = await made(foreign, "premises", house_id=(await foreign.house())["id"], number="1")
    assert (await home.manager.get(f"{home.path}/premises?order=colour")).status_code == 422
    answer = await home.manager.get(f"{home.path}/premises?order=door&cursor={strange['id']}")
    assert answer.json() == {"items": [], "next": None}
