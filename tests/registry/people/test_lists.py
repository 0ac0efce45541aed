"""«Свои списки»: people join by themselves, see who sees them, leave at once; nobody else looks inside."""

from typing import Any

from services.registry.people.lists.model import caller_of, tree_of
from tests.registry.making import Center, a_phone, if_match

Json = dict[str, Any]  # Any: JSON


async def list_in(home: Center, house: str, **body: object) -> Json:
    made = await home.manager.post(
        f"{home.path}/lists", json={"house_id": house, "title": "Подъезд 2", "entrance": "2", **body}
    )
    assert made.status_code == 201, made.text
    found: Json = made.json()
    return found


async def phone_of(home: Center, person: Json) -> Json:
    items = (await home.resident(person["id"]).get(f"{home.path}/residents/{person['id']}/contacts")).json()
    found: Json = next(one for one in items["items"] if one["kind"] == "phone")
    return found


async def neighbors(home: Center, house: str, count: int) -> list[Json]:
    return [
        await home.enter(house_id=house, flat=str(number + 1), phone=a_phone(), given_name=f"Сосед {number}")
        for number in range(count)
    ]


async def joins(home: Center, person: Json, members: str) -> Json:
    contact = await phone_of(home, person)
    answer = await home.resident(person["id"]).post(
        members, json={"contact_id": contact["id"], "consent_version": 1}
    )
    assert answer.status_code == 201, answer.text
    return contact


async def seen(home: Center, person: Json, members: str) -> list[Json]:
    answer = await home.resident(person["id"]).get(members)
    assert answer.status_code == 200, answer.text
    items: list[Json] = answer.json()["items"]
    return items


async def test_neighbors_join_see_each_other_and_leave_at_once(home: Center) -> None:
    house = (await home.house())["id"]
    people = await neighbors(home, house, 5)
    members = f"{home.path}/lists/{(await list_in(home, house))['id']}/members"
    for person in people:
        await joins(home, person, members)
    listed = await seen(home, people[4], members)
    assert [one["contact"] for one in listed] == [one["phone"] for one in people]
    assert [one["called_by"] for one in listed] == [None, *[people[0]["id"]] * 3, people[1]["id"]]
    gone = await home.resident(people[1]["id"]).delete(f"{members}/{people[1]['id']}")
    assert gone.status_code == 204
    left = await seen(home, people[0], members)
    assert [one["resident_id"] for one in left] == [people[n]["id"] for n in (0, 4, 2, 3)]
    assert (await home.resident(people[1]["id"]).get(members)).status_code == 403


async def test_nobody_looks_into_a_list_from_outside(home: Center, foreign: Center) -> None:
    house = (await home.house())["id"]
    inside, neighbor = await neighbors(home, house, 2)
    stranger = await home.enter(phone=a_phone())
    made = await list_in(home, house)
    path = f"{home.path}/lists/{made['id']}"
    await joins(home, inside, f"{path}/members")
    assert (await home.manager.get(f"{path}/members")).status_code == 403
    assert (await home.manager.get(f"{path}/tree")).status_code == 403
    counted = (await home.manager.get(path)).json()
    assert (counted["members"], counted["joined"]) == (1, False)
    assert inside["phone"] not in (await home.manager.get(path)).text
    refused = await home.resident(neighbor["id"]).get(f"{path}/members")
    assert (refused.status_code, refused.json()["code"]) == (403, "lists.members-only")
    assert (await home.resident(stranger["id"]).get(path)).status_code == 404
    assert (await home.resident(stranger["id"]).get(f"{home.path}/lists")).json()["items"] == []
    assert (await foreign.manager.get(path)).status_code == 404
    assert (await home.resident(neighbor["id"]).delete(f"{path}/members/{inside['id']}")).status_code == 404


async def test_joining_asks_for_the_consent_that_was_read(home: Center) -> None:
    house = (await home.house())["id"]
    (person,) = await neighbors(home, house, 1)
    members = f"{home.path}/lists/{(await list_in(home, house))['id']}/members"
    contact = await phone_of(home, person)
    unread = await home.resident(person["id"]).post(members, json={"contact_id": contact["id"]})
    assert unread.json()["errors"][0]["pointer"] == "/consent_version"
    mail = next(
        one
        for one in (await home.manager.get(f"{home.path}/residents/{person['id']}/contacts")).json()["items"]
        if one["kind"] == "mail"
    )
    body = {"contact_id": mail["id"], "consent_version": 1}
    refused = await home.resident(person["id"]).post(members, json=body)
    assert refused.json()["errors"][0]["code"] == "lists.no-telephone"
    await joins(home, person, members)
    assert (await phone_of(home, person))["open_to"] == "lists"


async def test_a_manager_enters_an_agreement_with_consent_and_ground(home: Center) -> None:
    house = (await home.house())["id"]
    (person,) = await neighbors(home, house, 1)
    members = f"{home.path}/lists/{(await list_in(home, house))['id']}/members"
    contact = await phone_of(home, person)
    body = {"contact_id": contact["id"], "resident_id": person["id"], "channel": "phone"}
    assert (await home.manager.post(members, json=body)).json()["errors"][0]["pointer"] == "/ground"
    lacking = await home.manager.post(members, json=body | {"ground": "попросила по телефону"})
    assert (lacking.status_code, lacking.json()["code"]) == (409, "lists.consent-missing")
    aloud = {
        "purpose": "own_lists", "version": 1, "how": "aloud", "witness": "Громов И. П.", "ground": "не пишет"
    }  # fmt: skip
    given = await home.manager.post(f"{home.path}/residents/{person['id']}/consents", json=aloud)
    assert given.status_code == 201, given.text
    path = f"{home.path}/residents/{person['id']}/contacts/{contact['id']}"
    for open_to, status in (("sign_in", 403), ("center", 201)):
        seen = await phone_of(home, person)
        await home.resident(person["id"]).patch(path, json={"open_to": open_to}, headers=if_match(seen))
        entered = await home.manager.post(members, json=body | {"ground": "попросила по телефону"})
        assert entered.status_code == status, entered.text
    assert entered.json()["members"] == 1
    elsewhere = await home.enter(phone=a_phone())
    other = body | {
        "resident_id": elsewhere["id"], "contact_id": (await phone_of(home, elsewhere))["id"], "ground": "сам"
    }  # fmt: skip
    assert (await home.manager.post(members, json=other)).json()["errors"][0]["pointer"] == "/resident_id"


async def test_a_closed_contact_or_a_withdrawn_consent_leaves_the_list(home: Center) -> None:
    house = (await home.house())["id"]
    first, second, third = await neighbors(home, house, 3)
    path = f"{home.path}/lists/{(await list_in(home, house))['id']}"
    contacts = [await joins(home, one, f"{path}/members") for one in (first, second, third)]
    closed = await home.resident(first["id"]).patch(
        f"{home.path}/residents/{first['id']}/contacts/{contacts[0]['id']}",
        json={"open_to": "center"},
        headers=if_match(await phone_of(home, first)),
    )
    assert closed.status_code == 200, closed.text
    (consent,) = (await home.manager.get(f"{home.path}/residents/{second['id']}/consents")).json()["items"]
    withdrawn = await home.resident(second["id"]).post(
        f"{home.path}/consents/{consent['id']}/withdraw", json={}
    )
    assert withdrawn.status_code == 200, withdrawn.text
    assert [one["resident_id"] for one in await seen(home, third, f"{path}/members")] == [third["id"]]
    gone = await home.manager.delete(f"{home.path}/residents/{third['id']}", headers=if_match(third))
    assert gone.status_code == 204
    assert (await home.manager.get(path)).json()["members"] == 0


async def test_the_tree_is_printed_for_members(home: Center) -> None:
    house = (await home.house())["id"]
    people = await neighbors(home, house, 2)
    path = f"{home.path}/lists/{(await list_in(home, house))['id']}"
    for person in people:
        await joins(home, person, f"{path}/members")
    paper = await home.resident(people[0]["id"]).get(f"{path}/tree")
    assert (paper.status_code, paper.headers["content-type"]) == (200, "application/pdf")
    assert paper.content.startswith(b"%PDF-")


async def test_a_test_round_is_noted_by_members_and_counted_for_managers(home: Center) -> None:
    house = (await home.house())["id"]
    first, second, outsider = await neighbors(home, house, 3)
    path = f"{home.path}/lists/{(await list_in(home, house))['id']}"
    for person in (first, second):
        await joins(home, person, f"{path}/members")
    me = home.resident(first["id"])
    begun = (await me.post(f"{path}/rounds")).json()
    calls = f"{path}/rounds/{begun['id']}/calls"
    noted = await me.put(f"{calls}/{second['id']}", json={"reached": True})
    assert (noted.json()["called"], noted.json()["reached"]) == (1, 1)
    assert (await me.put(f"{calls}/{outsider['id']}", json={"reached": True})).status_code == 404
    refused = await home.resident(outsider["id"]).put(f"{calls}/{second['id']}", json={"reached": True})
    assert refused.status_code == 403
    (seen_by_manager,) = (await home.manager.get(f"{path}/rounds")).json()["items"]
    assert (seen_by_manager["reached"], seen_by_manager["members"], seen_by_manager["calls"]) == (1, 2, [])
    assert (await me.post(f"{path}/rounds/{begun['id']}/end")).json()["ended_at"]
    over = await me.put(f"{calls}/{second['id']}", json={"reached": False})
    assert (over.status_code, over.json()["code"]) == (409, "lists.round-over")


async def test_a_resident_opens_a_list_for_their_own_house_only(home: Center) -> None:
    house, other = (await home.house())["id"], (await home.house(address="Садовая, 9"))["id"]
    (person,) = await neighbors(home, house, 1)
    me = home.resident(person["id"])
    opened = await me.post(f"{home.path}/lists", json={"house_id": house, "title": "Наш дом"})
    assert opened.status_code == 201
    refused = await me.post(f"{home.path}/lists", json={"house_id": other, "title": "Их дом"})
    assert refused.json()["errors"][0]["code"] == "lists.not-your-house"
    path = f"{home.path}/lists/{opened.json()['id']}"
    await joins(home, person, f"{path}/members")
    assert (await home.manager.delete(path)).json()["code"] == "lists.has-members"
    await me.delete(f"{path}/members/{person['id']}")
    assert (await me.delete(path)).status_code == 204


async def test_a_list_is_corrected_by_its_version(home: Center, foreign: Center) -> None:
    house = (await home.house())["id"]
    member, neighbor = await neighbors(home, house, 2)
    made = await list_in(home, house)
    path = f"{home.path}/lists/{made['id']}"
    await joins(home, member, f"{path}/members")
    corrected = await home.resident(member["id"]).patch(
        path, json={"title": "Второй подъезд", "entrance": None}, headers=if_match(made)
    )
    assert (corrected.json()["title"], corrected.json()["entrance"]) == ("Второй подъезд", None)
    assert corrected.headers["etag"] == '"2"'
    late = await home.manager.patch(path, json={"branching": 4}, headers=if_match(made))
    assert late.status_code == 412
    assert (await home.manager.patch(path, json={"branching": 4})).status_code == 428
    outside = await home.resident(neighbor["id"]).patch(
        path, json={"branching": 4}, headers=if_match(corrected.json())
    )
    assert outside.status_code == 403
    elsewhere = await foreign.manager.patch(path, json={"branching": 4}, headers=if_match(corrected.json()))
    assert elsewhere.status_code == 404


def test_everybody_calls_three_at_most_and_the_first_calls_nobody_back() -> None:
    tree = tree_of(range(40))
    assert tree is not None
    assert sorted(one.member for one in tree) == list(range(40))
    assert max(len(one.calls) for one in tree) == 3
    assert [caller_of(place) for place in (0, 1, 3, 4)] == [None, 0, 0, 1]


def test_an_empty_list_has_no_tree() -> None:
    assert tree_of([]) is None


async def test_somebody_without_a_telephone_is_in_the_list_and_is_knocked_up(home: Center) -> None:
    house = (await home.house())["id"]
    phoneless = {"house_id": house, "mail": None, "ground": "пришла сама"}
    zoya, nowhere = await home.enter(**phoneless, flat="9"), await home.enter(**phoneless)
    people = await neighbors(home, house, 2)
    members = f"{home.path}/lists/{(await list_in(home, house))['id']}/members"
    refused = await home.resident(nowhere["id"]).post(members, json={"consent_version": 1})
    assert refused.json()["errors"][0]["code"] == "lists.no-door"
    joined = await home.resident(zoya["id"]).post(members, json={"consent_version": 1})
    assert joined.status_code == 201, joined.text
    for person in people:
        await joins(home, person, members)
    listed = await seen(home, zoya, members)
    assert [one["resident_id"] for one in listed] == [people[0]["id"], people[1]["id"], zoya["id"]]
    assert (listed[2]["contact"], listed[2]["flat"], listed[2]["called_by"]) == (None, "9", people[0]["id"])
    paper = await home.resident(zoya["id"]).get(members.removesuffix("members") + "tree")
    assert (paper.status_code, paper.headers["content-type"]) == (200, "application/pdf")


async def test_whoever_moves_away_leaves_the_lists_of_the_house(home: Center) -> None:
    house, elsewhere = (await home.house())["id"], (await home.house(address="Мира, 3"))["id"]
    stays, moves = await neighbors(home, house, 2)
    members = f"{home.path}/lists/{(await list_in(home, house))['id']}/members"
    for person in (stays, moves):
        await joins(home, person, members)
    card = f"{home.path}/residents/{moves['id']}"
    kept = await home.manager.patch(card, json={"flat": "30", "channel": "visit"}, headers=if_match(moves))
    assert len(await seen(home, stays, members)) == 2
    moved = await home.manager.patch(
        card, json={"house_id": elsewhere, "channel": "visit"}, headers=if_match(kept.json())
    )
    assert moved.status_code == 200, moved.text
    assert [one["resident_id"] for one in await seen(home, stays, members)] == [stays["id"]]


async def test_one_round_is_under_way_at_a_time(home: Center) -> None:
    house = (await home.house())["id"]
    one, other = await neighbors(home, house, 2)
    path = f"{home.path}/lists/{(await list_in(home, house))['id']}"
    for person in (one, other):
        await joins(home, person, f"{path}/members")
    first = await home.resident(one["id"]).post(f"{path}/rounds")
    second = await home.resident(other["id"]).post(f"{path}/rounds")
    assert first.json()["id"] == second.json()["id"]
    await home.resident(one["id"]).post(f"{path}/rounds/{first.json()['id']}/end")
    third = await home.resident(one["id"]).post(f"{path}/rounds")
    assert third.json()["id"] != first.json()["id"]


async def test_a_manager_who_takes_somebody_out_says_on_whose_word(home: Center) -> None:
    house = (await home.house())["id"]
    (person,) = await neighbors(home, house, 1)
    members = f"{home.path}/lists/{(await list_in(home, house))['id']}/members"
    await joins(home, person, members)
    out = f"{members}/{person['id']}"
    silent = await home.manager.delete(out)
    assert (silent.status_code, silent.json()["errors"][0]["pointer"]) == (422, "/ground")
    assert (await home.manager.delete(out, params={"ground": "попросила по телефону"})).status_code == 204
    assert (await home.manager.delete(out, params={"ground": "ещё раз"})).status_code == 404
    log = await home.resident(person["id"]).get(f"{home.path}/audit", params={"about": person["id"]})
    assert [one["deed"] for one in log.json()["items"] if one["action"] == "list.left"] == [True]
