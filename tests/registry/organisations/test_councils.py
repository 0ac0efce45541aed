"""Forming a house's council: when the law asks for one, the steps and their days, and what the owners decided."""

from datetime import date, timedelta

import pytest

from services.registry.communities.councils.model import CouncilStep, Days, plan
from services.registry.communities.memberships.model import years_after
from shared.kit.clock import today
from tests.registry.making import Center, DatabaseOf, Json, if_match, rows
from tests.registry.organisations.making import a_council, enter, join

SOON = timedelta(days=30)


async def begin(home: Center, house: Json, **said: object) -> Json:
    """The owners of a house are to choose a council."""
    body = {"house_id": house["id"], "meeting_on": str(today() + SOON), **said}
    answer = await home.manager.post(f"{home.path}/council-formings", json=body)
    assert answer.status_code == 201, answer.text
    made: Json = answer.json()
    return made


async def state(home: Center, house: Json) -> Json:
    answer = await home.manager.get(f"{home.path}/houses/{house['id']}/council-state")
    assert answer.status_code == 200, answer.text
    found: Json = answer.json()
    return found


async def held_meeting(home: Center, database_of: DatabaseOf, forming: Json, on: date) -> None:
    """Lets the day of the meeting come: nothing but time does it."""
    await rows(
        await database_of("registry"),
        "update council_formings set started_on = $2, meeting_on = $3 where id = $1 returning id",
        forming["id"],
        on - SOON,
        on,
        center=home.id,
    )


def decided(*chosen: Json, **said: object) -> Json:
    roles = ["chair", *["council_member"] * (len(chosen) - 1)]
    return {
        "chosen": [{"resident_id": one["id"], "role": role} for one, role in zip(chosen, roles, strict=True)],
        "minutes_number": "1",
        "minutes_on": str(today()),
        "votes_all": "1000",
        "votes_took_part": "640.5",
        **said,
    }


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ({"flats": 4}, "not_needed_small"),
        ({"flats": 5}, "missing"),
        ({"kind": "private", "flats": 1}, "not_needed_private"),
    ],
)
async def test_a_council_is_needed_over_four_flats(home: Center, said: Json, expected: str) -> None:
    found = await state(home, await home.house(**said))
    assert (found["state"], found["need"]) == (expected, "4")
    assert "161.1" in found["legal_basis"]


async def test_where_a_tszh_manages_no_council_is_needed(home: Center) -> None:
    house = await home.house()
    await enter(home, kind="tszh", scale="house", name="ТСЖ «Сад»", house_ids=[house["id"]])
    found = await state(home, house)
    assert (found["state"], found["partnership_name"]) == ("not_needed_partnership", "ТСЖ «Сад»")
    body = {"house_id": house["id"], "meeting_on": str(today() + SOON)}
    refused = await home.manager.post(f"{home.path}/council-formings", json=body)
    assert (refused.status_code, refused.json()["code"]) == (409, "councils.not-needed")


@pytest.mark.parametrize(
    ("until", "expected"), [(61, "in_place"), (60, "term_ends"), (0, "term_ends"), (-1, "term_over")]
)
async def test_a_term_is_warned_of_sixty_days_before_it_ends(home: Center, until: int, expected: str) -> None:
    house = await home.house()
    council = await enter(home, **a_council(house))
    since, last = today() - timedelta(days=600), today() + timedelta(days=until)
    await join(home, council, await home.enter(), "chair", since=str(since), until=str(last))
    found = await state(home, house)
    assert (found["state"], found["until"]) == (expected, str(last))
    deadlines = (await home.manager.get(f"{home.path}/organisation-deadlines")).json()["items"]
    assert [(one["kind"], one["role"], one["due_on"]) for one in deadlines] == (
        [] if expected == "in_place" else [("term", "chair", str(last))]
    )


def test_steps_come_before_the_meeting_and_after_it_in_the_days_of_the_law() -> None:
    steps = dict(plan(date(2026, 11, 1), date(2026, 12, 1), Days(10, 10, 10)))
    assert (steps["notice"], steps["meeting"]) == (date(2026, 11, 21), date(2026, 12, 1))
    assert (steps["minutes"], steps["results"]) == (date(2026, 12, 11), date(2026, 12, 11))
    assert (
        date(2026, 11, 1) <= steps["initiators"] <= steps["owners"] <= steps["candidates"] <= steps["notice"]
    )


def test_a_step_is_overdue_the_day_after_its_day() -> None:
    step = CouncilStep(code="notice", due_on=date(2026, 11, 21))
    assert not step.is_overdue(date(2026, 11, 21))
    assert step.is_overdue(date(2026, 11, 22))
    step.done_on = date(2026, 11, 25)
    assert not step.is_overdue(date(2026, 12, 1))


async def test_a_house_chooses_one_council_at_a_time(home: Center) -> None:
    house = await home.house()
    forming = await begin(home, house, place="Библиотека")
    assert [one["code"] for one in forming["steps"]][:4] == ["initiators", "owners", "candidates", "notice"]
    assert (await state(home, house))["forming_id"] == forming["id"]
    body = {"house_id": house["id"], "meeting_on": str(today() + SOON)}
    again = await home.manager.post(f"{home.path}/council-formings", json=body)
    assert (again.status_code, again.json()["code"]) == (409, "councils.already-forming")
    tomorrow = body | {"house_id": (await home.house(address="Мира, 1"))["id"]}
    tomorrow["meeting_on"] = str(today() + timedelta(days=13))
    soon = await home.manager.post(f"{home.path}/council-formings", json=tomorrow)
    assert soon.json()["errors"][0]["code"] == "councils.too-soon"


async def test_who_was_asked_and_what_they_said_is_kept(home: Center) -> None:
    forming, person = await begin(home, await home.house()), await home.enter(family_name="Орлова")
    path = f"{home.path}/council-formings/{forming['id']}"
    await home.manager.put(f"{path}/asked/{person['id']}", json={"wanted": "chair"})
    answer = await home.manager.put(
        f"{path}/asked/{person['id']}", json={"wanted": "chair", "answer": "agrees"}
    )
    (asked,) = answer.json()["asked"]
    assert (asked["name"], asked["answer"], asked["answered_on"]) == ("Орлова Анна", "agrees", str(today()))
    stranger = await home.manager.put(f"{path}/asked/{forming['id']}", json={})
    assert stranger.status_code == 404
    resident = home.resident(person["id"])
    assert (await resident.get(path)).status_code == 403


async def test_whoever_is_asked_and_has_nothing_in_the_house_is_told_apart(home: Center) -> None:
    house, elsewhere = await home.house(), await home.house(address="Мира, 1")
    forming = await begin(home, house)
    lives = await home.enter(family_name="Аистова", house_id=house["id"], flat="1")
    away = await home.enter(family_name="Белова", house_id=elsewhere["id"], flat="1")
    owns = await home.enter(family_name="Ветрова", house_id=elsewhere["id"], flat="2")
    nowhere = await home.enter(family_name="Громова")
    flat = (await home.manager.get(f"{home.path}/residents/{lives['id']}")).json()["premises_id"]
    body = {"premises_id": flat, "kind": "resident", "resident_id": owns["id"], "share": "1/1"}
    owned = await home.manager.post(f"{home.path}/owners", json=body)
    assert owned.status_code == 201, owned.text
    path = f"{home.path}/council-formings/{forming['id']}"
    for one in (lives, away, owns, nowhere):
        answer = await home.manager.put(f"{path}/asked/{one['id']}", json={})
    assert {one["name"]: one["of_house"] for one in answer.json()["asked"]} == {
        "Аистова Анна": True, "Белова Анна": False, "Ветрова Анна": True, "Громова Анна": False
    }  # fmt: skip


async def test_a_day_moves_the_steps_that_are_not_done(home: Center) -> None:
    forming = await begin(home, await home.house())
    path = f"{home.path}/council-formings/{forming['id']}"
    done = await home.manager.put(f"{path}/steps/initiators", json={"done_on": str(today())})
    assert done.json()["steps"][0]["done_on"] == str(today())
    later = str(today() + timedelta(days=60))
    moved = await home.manager.patch(path, json={"meeting_on": later}, headers=if_match(forming))
    steps = {one["code"]: one["due_on"] for one in moved.json()["steps"]}
    assert (steps["meeting"], steps["notice"]) == (later, str(today() + timedelta(days=50)))
    assert steps["initiators"] == forming["steps"][0]["due_on"]
    tomorrow = str(today() + timedelta(days=1))
    early = await home.manager.put(f"{path}/steps/owners", json={"done_on": tomorrow})
    assert early.json()["errors"][0]["code"] == "councils.day-to-come"


async def test_a_step_whose_day_has_come_is_told_to_the_manager(
    home: Center, database_of: DatabaseOf
) -> None:
    forming = await begin(home, await home.house())
    await rows(
        await database_of("registry"),
        "update council_steps set due_on = $2 where forming_id = $1 and code = 'initiators' returning code",
        forming["id"],
        today() - timedelta(days=1),
        center=home.id,
    )
    (line,) = (await home.manager.get(f"{home.path}/organisation-deadlines")).json()["items"]
    assert (line["kind"], line["code"], line["address"]) == ("council_step", "initiators", "Садовая, 7")


async def test_what_was_decided_becomes_a_council_with_a_chair_and_a_term(
    home: Center, database_of: DatabaseOf
) -> None:
    house, chair, member = await home.house(), await home.enter(), await home.enter()
    forming = await begin(home, house)
    await held_meeting(home, database_of, forming, today())
    path = f"{home.path}/council-formings/{forming['id']}"
    answer = await home.manager.post(f"{path}/finish", json=decided(chair, member), headers=if_match(forming))
    assert answer.status_code == 200, answer.text
    finished = answer.json()
    assert finished["state"] == "finished"
    council = (await home.manager.get(f"{home.path}/organisations/{finished['organisation_id']}")).json()
    assert (council["kind"], council["house_ids"]) == ("council_mkd", [house["id"]])
    assert council["document"]["number"] == "1"
    assert [one["role"] for one in council["officers"]] == ["chair", "council_member"]
    assert council["chair"]["until"] == str(years_after(today(), 2))
    assert (await state(home, house))["state"] == "in_place"
    again = await home.manager.post(f"{path}/finish", json=decided(chair), headers=if_match(finished))
    assert (again.status_code, again.json()["code"]) == (409, "councils.closed")
    told = await home.manager.put(f"{path}/steps/results", json={"done_on": str(today())})
    assert told.status_code == 200


async def test_a_meeting_that_was_held_is_written_down_with_its_minutes(home: Center) -> None:
    held, chair = today() - timedelta(days=40), await home.enter()
    forming = await begin(home, house := await home.house(), meeting_on=str(held))
    steps = {one["code"]: (one["done_on"], one["overdue"]) for one in forming["steps"]}
    assert list(steps) == ["meeting", "minutes", "results", "copies"]
    assert steps["meeting"] == (str(held), False)
    body = decided(chair) | {"minutes_on": str(held + timedelta(days=3))}
    path = f"{home.path}/council-formings/{forming['id']}"
    finished = await home.manager.post(f"{path}/finish", json=body, headers=if_match(forming))
    assert finished.status_code == 200, finished.text
    found = await state(home, house)
    assert (found["state"], found["until"]) == ("in_place", str(years_after(held, 2)))


async def test_minutes_come_no_earlier_than_the_meeting_that_was_held(home: Center) -> None:
    held, chair = today() - timedelta(days=40), await home.enter()
    forming = await begin(home, await home.house(), meeting_on=str(held))
    body = decided(chair) | {"minutes_on": str(held - timedelta(days=1))}
    path = f"{home.path}/council-formings/{forming['id']}/finish"
    early = await home.manager.post(path, json=body, headers=if_match(forming))
    assert early.json()["errors"][0]["code"] == "councils.minutes-day"


async def test_a_meeting_that_is_older_than_the_council_does_not_end_it(home: Center) -> None:
    council = await enter(home, **a_council(house := await home.house()))
    chair = await join(home, council, await home.enter(), "chair", since=str(today() - timedelta(days=20)))
    forming = await begin(home, house, meeting_on=str(today() - timedelta(days=400)))
    path = f"{home.path}/council-formings/{forming['id']}/finish"
    body = decided(await home.enter())
    older = await home.manager.post(path, json=body, headers=if_match(forming))
    assert [one["code"] for one in older.json()["errors"]] == ["councils.chosen-since"]
    still = await home.manager.get(f"{home.path}/memberships/{chair['id']}")
    assert still.json()["ended_on"] is None


async def test_no_council_was_chosen_before_there_were_any(home: Center) -> None:
    body = {"house_id": (await home.house())["id"], "meeting_on": "2011-06-17"}
    refused = await home.manager.post(f"{home.path}/council-formings", json=body)
    assert refused.json()["errors"][0]["code"] == "councils.too-early"


async def test_a_council_is_written_down_only_soon_after_signing_in(home: Center) -> None:
    forming = await begin(home, await home.house(), meeting_on=str(today()))
    long_ago = home.api.as_(home.tokens.of("manager", home.manager_id, [home.id], auth_time=1))
    path = f"{home.path}/council-formings/{forming['id']}/finish"
    refused = await long_ago.post(path, json=decided(await home.enter()), headers=if_match(forming))
    assert (refused.status_code, refused.json()["code"]) == (403, "access.sign-in-again-needed")


async def test_exactly_half_of_the_votes_is_no_quorum(home: Center, database_of: DatabaseOf) -> None:
    chair = await home.enter()
    forming = await begin(home, await home.house())
    await held_meeting(home, database_of, forming, today())
    path = f"{home.path}/council-formings/{forming['id']}/finish"
    half = await home.manager.post(
        path, json=decided(chair, votes_took_part="500.00"), headers=if_match(forming)
    )
    assert (half.status_code, half.json()["code"]) == (409, "councils.no-quorum")
    more = await home.manager.post(
        path, json=decided(chair, votes_took_part="500.01"), headers=if_match(forming)
    )
    assert more.status_code == 200, more.text


@pytest.mark.parametrize(
    ("said", "pointer", "code"),
    [
        ({"chairs": 0}, "/chosen", "councils.one-chair"),
        ({"chairs": 2}, "/chosen", "councils.one-chair"),
        ({"votes_took_part": "1000.01"}, "/votes_took_part", "councils.too-many-votes"),
        ({"minutes_on": "2199-01-01"}, "/minutes_on", "councils.minutes-day"),
    ],
)
async def test_what_was_not_decided_so_is_refused(
    home: Center, database_of: DatabaseOf, said: Json, pointer: str, code: str
) -> None:
    forming = await begin(home, await home.house())
    await held_meeting(home, database_of, forming, today())
    chairs = said.pop("chairs", 1) if "chairs" in said else 1
    body = decided(await home.enter(), await home.enter(), **said)
    for at, one in enumerate(body["chosen"]):
        one["role"] = "chair" if at < chairs else "council_member"
    path = f"{home.path}/council-formings/{forming['id']}/finish"
    answer = await home.manager.post(path, json=body, headers=if_match(forming))
    assert [(one["pointer"], one["code"]) for one in answer.json()["errors"]] == [(pointer, code)]


async def test_a_meeting_to_come_has_decided_nothing(home: Center) -> None:
    forming = await begin(home, await home.house())
    path = f"{home.path}/council-formings/{forming['id']}/finish"
    answer = await home.manager.post(path, json=decided(await home.enter()), headers=if_match(forming))
    assert answer.json()["errors"][0]["code"] == "councils.meeting-to-come"


async def test_a_council_is_chosen_anew_when_its_term_is_over(home: Center, database_of: DatabaseOf) -> None:
    house, old, new = await home.house(), await home.enter(), await home.enter()
    council = await enter(home, **a_council(house))
    await join(home, council, old, "chair", since="2024-01-10")
    forming = await begin(home, house)
    await held_meeting(home, database_of, forming, today())
    path = f"{home.path}/council-formings/{forming['id']}"
    answer = await home.manager.post(f"{path}/finish", json=decided(new), headers=if_match(forming))
    assert answer.json()["organisation_id"] == council["id"]
    found = (await home.manager.get(f"{home.path}/organisations/{council['id']}")).json()
    assert [one["resident_id"] for one in found["officers"]] == [new["id"]]


@pytest.mark.parametrize("paper", ["notice", "ballot", "minutes"])
async def test_papers_are_drafted(home: Center, paper: str) -> None:
    forming = await begin(home, await home.house())
    path = f"{home.path}/council-formings/{forming['id']}/papers"
    answer = await home.manager.get(f"{path}/{paper}.pdf")
    assert (answer.status_code, answer.headers["content-type"]) == (200, "application/pdf")
    assert answer.content.startswith(b"%PDF")
    if paper == "notice":
        assert (await home.manager.get(f"{path}/will.pdf")).status_code == 422
        assert (await home.api.get(f"{path}/{paper}.pdf")).status_code == 401


async def test_a_stopped_attempt_stays_with_its_reason(home: Center, foreign: Center) -> None:
    house = await home.house()
    forming = await begin(home, house)
    path = f"{home.path}/council-formings/{forming['id']}"
    stopped = await home.manager.post(
        f"{path}/stop", json={"reason": "создают ТСЖ"}, headers=if_match(forming)
    )
    assert (stopped.json()["state"], stopped.json()["stop_reason"]) == ("stopped", "создают ТСЖ")
    late = await home.manager.put(f"{path}/steps/owners", json={"done_on": str(today())})
    assert (late.status_code, late.json()["code"]) == (409, "councils.closed")
    assert (await foreign.manager.get(f"{foreign.path}/council-formings/{forming['id']}")).status_code == 404
    await begin(home, house)
