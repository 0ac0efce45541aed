"""What a center says of itself: hours, rooms, services, and who works there."""

from collections.abc import Awaitable, Callable
from uuid import UUID

import pytest

from shared.kit.ids import new_id
from tests.registry.making import Center, Json, a_mail, if_match

WEEK = [{"weekday": day, "opens": "10:00", "closes": "20:00"} for day in (1, 2, 3, 4, 5)]
ROOM: Json = {
    "name": "Большая комната",
    "capacity": 40,
    "equipment": ["projector", "chairs"],
    "access": ["step_free"],
}


async def corrected(home: Center, **changes: object) -> Json:
    center = (await home.api.get(home.path)).json()
    answer = await home.manager.patch(home.path, json=changes, headers=if_match(center))
    assert answer.status_code == 200, answer.text
    found: Json = answer.json()
    return found


async def test_a_center_says_when_it_is_open_and_what_it_does(home: Center) -> None:
    known: Json = {
        "hours": [*WEEK, {"weekday": 6, "opens": "10:00", "closes": "13:00"}],
        "exceptions": [{"on": "2026-12-31", "opens": None, "closes": None, "note": "праздник"}],
        "services": ["bring_together", "dispatch_information"],
        "access": ["step_free"],
        "directions": "Вход со двора.\nПервый этаж.",
        "phone": "8 (495) 123-45-67",
        "point": {"type": "Point", "coordinates": [37.6, 55.7]},
    }
    await corrected(home, **known)
    found = (await home.api.get(home.path)).json()
    assert found["phone"] == "+74951234567"
    assert {name: found[name] for name in known if name != "phone"} == {
        name: value for name, value in known.items() if name != "phone"
    }


@pytest.mark.parametrize(
    ("wrong", "pointer"),
    [
        ({"hours": [{"weekday": 8, "opens": "10:00", "closes": "11:00"}]}, "/hours/0/weekday"),
        ({"hours": [{"weekday": 1, "opens": "10:60", "closes": "11:00"}]}, "/hours/0/opens"),
        ({"hours": [{"weekday": 1, "opens": "20:00", "closes": "10:00"}]}, "/hours/0/closes"),
        ({"hours": [*WEEK, {"weekday": 1, "opens": "19:00", "closes": "21:00"}]}, "/hours/5/opens"),
        ({"exceptions": [{"on": "2026-02-30"}]}, "/exceptions/0/on"),
        ({"exceptions": [{"on": "2026-12-31", "opens": "10:00"}]}, "/exceptions/0"),
        ({"services": ["everything"]}, "/services/0"),
        ({"phone": "12"}, "/phone"),
        ({"territory": {"type": "Point", "coordinates": [37.6, 55.7]}}, "/territory"),
    ],
)
async def test_hours_that_cannot_be_are_refused_at_their_place(
    home: Center, wrong: Json, pointer: str
) -> None:
    center = (await home.api.get(home.path)).json()
    answer = await home.manager.patch(home.path, json=wrong, headers=if_match(center))
    assert answer.status_code == 422, answer.text
    assert [one["pointer"] for one in answer.json()["errors"]] == [pointer]
    assert (await home.api.get(home.path)).json() == center


async def test_a_day_that_is_only_named_is_a_closed_day(home: Center) -> None:
    closed = {"on": "2026-12-31", "opens": None, "closes": None, "note": None}
    assert (await corrected(home, exceptions=[{"on": "2026-12-31"}]))["exceptions"] == [closed]


async def test_a_break_makes_two_spans_of_a_day(home: Center) -> None:
    two = [
        {"weekday": 1, "opens": "10:00", "closes": "13:00"},
        {"weekday": 1, "opens": "13:00", "closes": "18:00"},
    ]
    assert (await corrected(home, hours=two))["hours"] == two


async def test_a_center_is_found_by_its_short_name(home: Center) -> None:
    slug = (await home.api.get(home.path)).json()["slug"]
    (found,) = (await home.api.get("/centers", params={"slug": slug})).json()["items"]
    assert found["id"] == str(home.id)
    assert (await home.api.get("/centers", params={"slug": "no-such"})).json()["items"] == []


async def test_rooms_are_entered_found_by_what_is_needed_and_removed(home: Center) -> None:
    room = (await home.manager.post(f"{home.path}/rooms", json=ROOM)).json()
    small = (await home.manager.post(f"{home.path}/rooms", json={"name": "Кухня", "capacity": 6})).json()
    found = {
        asked: [one["id"] for one in (await home.api.get(f"{home.path}/rooms?{asked}")).json()["items"]]
        for asked in ("seats=20", "access=step_free", "seats=1", "access=lift")
    }
    assert found == {"seats=20": [room["id"]], "access=step_free": [room["id"]],
                     "seats=1": [small["id"], room["id"]], "access=lift": []}  # fmt: skip
    path = f"{home.path}/rooms/{room['id']}"
    changed = await home.manager.patch(
        path, json={"capacity": 35, "note": "окна во двор"}, headers=if_match(room)
    )
    assert changed.json() == room | {"capacity": 35, "note": "окна во двор", "version": 2}
    assert (await home.manager.delete(path, headers=if_match(room))).status_code == 412
    assert (await home.manager.delete(path, headers=if_match(changed.json()))).status_code == 204


@pytest.mark.parametrize(
    "wrong", [{"capacity": 0}, {"equipment": ["spaceship"]}, {"access": ["x"]}, {"name": "\x00"}]
)
async def test_what_is_no_room_is_refused(home: Center, foreign: Center, wrong: Json) -> None:
    answer = await home.manager.post(f"{home.path}/rooms", json={**ROOM, **wrong})
    assert (answer.status_code, answer.json()["errors"][0]["pointer"].split("/")[1]) == (
        422,
        next(iter(wrong)),
    )
    assert (await foreign.manager.post(f"{home.path}/rooms", json=ROOM)).status_code == 404


async def test_two_rooms_of_one_name_would_be_confused(home: Center) -> None:
    assert (await home.manager.post(f"{home.path}/rooms", json=ROOM)).status_code == 201
    again = await home.manager.post(f"{home.path}/rooms", json=ROOM)
    assert (again.status_code, again.json()["code"]) == (409, "rooms.name-taken")


async def employed(home: Center, *centers: UUID, **known: object) -> Json:
    body = {
        "role": "manager", "family_name": "Лебедева", "given_name": "Анна", "contact": a_mail(),
        "centers": [str(one) for one in centers], **known,
    }  # fmt: skip
    answer = await home.api.as_(home.tokens.operator()).post("/staff", json=body)
    assert answer.status_code == 201, answer.text
    found: Json = answer.json()
    return found


async def test_one_center_has_several_managers_and_one_manager_several_centers(
    open_center: Callable[[], Awaitable[Center]],
) -> None:
    first, second = await open_center(), await open_center()
    anna = await employed(first, first.id)
    irina = await employed(first, first.id, second.id, interest="management_company")
    listed = {
        center.id: (await center.api.get(f"{center.path}/staff")).json()["items"]
        for center in (first, second)
    }
    assert {one["account_id"] for one in listed[first.id]} == {anna["id"], irina["id"]}
    assert [(one["account_id"], one["interest"]) for one in listed[second.id]] == [
        (irina["id"], "management_company")
    ]
    post = {"post": "координатор двора", "backgrounds": ["coordinator", "educator"]}
    both = first.api.as_(first.tokens.manager(first.id, second.id, subject=UUID(irina["id"])))
    said = await both.put(f"{second.path}/staff/{irina['id']}", json=post, headers={"if-match": '"0"'})
    assert (said.status_code, said.json()["post"], said.json()["version"]) == (200, "координатор двора", 1)
    at_first = (await first.api.get(f"{first.path}/staff/{irina['id']}")).json()
    assert (at_first["post"], at_first["version"]) == ("менеджер местного сообщества", 0)


async def test_a_staff_list_shows_no_contact_and_nobody_from_elsewhere(home: Center, foreign: Center) -> None:
    anna = await employed(home, home.id)
    await employed(home, foreign.id)
    (found,) = (await home.api.get(f"{home.path}/staff")).json()["items"]
    assert found["account_id"] == anna["id"]
    assert anna["contact"] not in str(found)
    assert (await home.api.get(f"{foreign.path}/staff/{anna['id']}")).status_code == 404


async def test_what_somebody_is_at_a_center_is_said_there_and_by_whoever_has_seen_it_last(
    home: Center, foreign: Center
) -> None:
    anna = await employed(home, home.id)
    path, body = f"{home.path}/staff/{anna['id']}", {"post": "организатор"}
    assert (await home.manager.put(path, json=body, headers={"if-match": '"0"'})).status_code == 200
    assert (await home.manager.put(path, json=body, headers={"if-match": '"0"'})).status_code == 412
    assert (await foreign.manager.put(path, json=body, headers={"if-match": '"1"'})).status_code == 404
    stranger = f"{home.path}/staff/{new_id()}"
    assert (await home.manager.put(stranger, json=body, headers={"if-match": '"0"'})).status_code == 404
    wrong = await home.manager.put(
        path, json={"post": "x", "backgrounds": ["spy"]}, headers={"if-match": '"1"'}
    )
    assert wrong.status_code == 422
