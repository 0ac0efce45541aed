"""Memberships: one chair at a time, terms, ages, who sees whose name, and nothing that is taken away."""

import json
from datetime import date, timedelta

import pytest

from services.registry.communities.memberships.model import Membership, years_after
from services.registry.communities.organisations.repository import held_roles
from shared.contracts.codes import MembershipRole
from shared.kit.clock import today
from shared.kit.database import Database
from shared.kit.ids import new_id
from tests.registry.making import Center, DatabaseOf, Json, if_match, rows
from tests.registry.organisations.making import a_council, enter, join


async def a_full_council(home: Center) -> Json:
    return await enter(home, **a_council(await home.house()))


async def test_a_council_has_one_chair_at_a_time(home: Center) -> None:
    council, first, second = await a_full_council(home), await home.enter(), await home.enter()
    held = await join(home, council, first, "chair", since="2026-01-10", until="2026-06-30")
    body = {"organisation_id": council["id"], "resident_id": second["id"], "role": "chair"}
    refused = await home.manager.post(f"{home.path}/memberships", json=body | {"since": "2026-06-30"})
    assert (refused.status_code, refused.json()["code"]) == (409, "memberships.chair-taken")
    await join(home, council, second, "chair", since="2026-07-01")
    late = await home.manager.patch(
        f"{home.path}/memberships/{held['id']}", json={"until": "2026-07-01"}, headers=if_match(held)
    )
    assert late.json()["code"] == "memberships.chair-taken"


async def test_a_council_may_have_many_members_but_nobody_twice(home: Center) -> None:
    council, one, other = await a_full_council(home), await home.enter(), await home.enter()
    for person in (one, other):
        await join(home, council, person, "council_member")
    body = {"organisation_id": council["id"], "resident_id": one["id"], "role": "council_member"}
    again = await home.manager.post(f"{home.path}/memberships", json=body)
    assert (again.status_code, again.json()["code"]) == (409, "memberships.already-held")


async def test_a_post_is_given_only_soon_after_signing_in(home: Center) -> None:
    council, person = await a_full_council(home), await home.enter()
    long_ago = home.api.as_(home.tokens.of("manager", home.manager_id, [home.id], auth_time=1))
    body = {"organisation_id": council["id"], "resident_id": person["id"], "role": "chair"}
    refused = await long_ago.post(f"{home.path}/memberships", json=body)
    assert (refused.status_code, refused.json()["code"]) == (403, "access.sign-in-again-needed")
    chair = await join(home, council, person, "chair")
    longer = await long_ago.patch(
        f"{home.path}/memberships/{chair['id']}", json={"until": None}, headers=if_match(chair)
    )
    assert longer.json()["code"] == "access.sign-in-again-needed"


async def test_members_are_written_down_by_whoever_signed_in_this_morning(home: Center) -> None:
    circle = await enter(home, kind="group_interest", name="Домино")
    long_ago = home.api.as_(home.tokens.of("manager", home.manager_id, [home.id], auth_time=1))
    body = {"organisation_id": circle["id"], "resident_id": (await home.enter())["id"], "role": "member"}
    made = await long_ago.post(f"{home.path}/memberships", json=body)
    assert made.status_code == 201, made.text
    path = f"{home.path}/memberships/{made.json()['id']}"
    hidden = await long_ago.patch(path, json={"shown_to": "managers"}, headers=if_match(made.json()))
    assert hidden.status_code == 200, hidden.text


async def test_a_council_is_chosen_for_two_years_where_nothing_else_was_decided(home: Center) -> None:
    council = await a_full_council(home)
    chair = await join(home, council, await home.enter(), "chair", since="2026-02-28")
    assert chair["until"] == "2028-02-28"
    circle = await enter(home, kind="group_interest", name="Домино")
    assert (await join(home, circle, await home.enter(), "organiser"))["until"] is None


def test_two_years_after_a_leap_day_is_the_last_of_february() -> None:
    assert years_after(date(2024, 2, 29), 2) == date(2026, 2, 28)
    assert years_after(date(2024, 2, 29), 4) == date(2028, 2, 29)


async def by_a_guardian(home: Center) -> Json:
    return {"guardian_id": (await home.enter())["id"], "ground": "записала мама"}


async def a_person(home: Center, age: int) -> Json:
    guardian = await by_a_guardian(home) if age < 18 else {}
    return await home.enter(birth_year=today().year - age, **guardian)


@pytest.mark.parametrize(("age", "let_in"), [(15, False), (16, True), (17, True), (90, True)])
async def test_people_of_sixteen_belong_to_a_tos(home: Center, age: int, let_in: bool) -> None:
    tos = await enter(home, kind="tos", scale="microdistrict", name="ТОС «Заречье»")
    person = await a_person(home, age)
    body = {"organisation_id": tos["id"], "resident_id": person["id"]}
    answer = await home.manager.post(f"{home.path}/memberships", json=body)
    assert answer.status_code == (201 if let_in else 422)
    if not let_in:
        (wrong,) = answer.json()["errors"]
        assert (wrong["pointer"], wrong["code"]) == ("/resident_id", "memberships.too-young")
        assert "131-ФЗ" in wrong["message"]


async def test_an_unknown_age_is_said(home: Center) -> None:
    tos = await enter(home, kind="tos", scale="yard", name="ТОС")
    person = await home.enter(adult=False, **await by_a_guardian(home))
    assert not (await join(home, tos, person))["age_known"]
    assert (await join(home, tos, await home.enter()))["age_known"]
    answer = await home.manager.get(f"{home.path}/organisations/{tos['id']}/next-steps")
    unknown = next(one for one in answer.json()["items"] if one["code"] == "age_unknown")
    assert (unknown["count"], unknown["need"]) == (1, "16")


async def test_what_has_ended_stays_and_is_not_ended_twice(home: Center) -> None:
    council, person = await a_full_council(home), await home.enter()
    held = await join(home, council, person, "chair", since="2026-01-10")
    path = f"{home.path}/memberships/{held['id']}"
    ended = await home.manager.post(f"{path}/end", json={"reason": "own_wish"}, headers=if_match(held))
    assert (ended.json()["ended_on"], ended.json()["end_reason"]) == (str(today()), "own_wish")
    assert (await home.manager.get(path)).json()["role"] == "chair"
    again = await home.manager.post(f"{path}/end", json={"reason": "term"}, headers=if_match(ended.json()))
    assert (again.status_code, again.json()["code"]) == (409, "memberships.ended")
    assert (await home.manager.delete(path, headers=if_match(held))).status_code == 405


@pytest.mark.parametrize(
    ("said", "pointer"),
    [
        ({"since": "2026-05-01", "until": "2026-04-30"}, "/until"),
        ({"since": "2199-01-01"}, "/since"),
        ({"resident_id": str(new_id())}, "/resident_id"),
        ({"organisation_id": str(new_id())}, "/organisation_id"),
        ({"role": "king"}, "/role"),
    ],
)
async def test_what_is_no_membership_is_refused(home: Center, said: Json, pointer: str) -> None:
    council, person = await a_full_council(home), await home.enter()
    body = {"organisation_id": council["id"], "resident_id": person["id"], **said}
    answer = await home.manager.post(f"{home.path}/memberships", json=body)
    assert answer.status_code == 422
    assert answer.json()["errors"][0]["pointer"] == pointer


async def test_names_are_seen_by_members_and_by_those_to_whom_they_are_shown(home: Center) -> None:
    council, stranger = await a_full_council(home), await home.enter()
    chair = await home.enter(family_name="Орлова")
    secretary = await home.enter(family_name="Громова")
    await join(home, council, chair, "chair", shown_to="everybody")
    await join(home, council, secretary, "secretary")

    async def named(person: Json) -> list[str | None]:
        answer = await home.resident(person["id"]).get(f"{home.path}/organisations/{council['id']}")
        return [one["name"] for one in answer.json()["officers"]]

    assert await named(chair) == ["Орлова Анна", "Громова Анна"]
    assert await named(stranger) == ["Орлова Анна", None]
    path = f"{home.path}/memberships?organisation_id={council['id']}"
    assert len((await home.resident(chair["id"]).get(path)).json()["items"]) == 2
    assert [one["name"] for one in (await home.resident(stranger["id"]).get(path)).json()["items"]] == [
        "Орлова Анна"
    ]


async def test_a_partner_sees_no_name_even_of_a_chair_shown_to_everybody(home: Center) -> None:
    council, chair = await a_full_council(home), await home.enter(family_name="Орлова")
    held = await join(home, council, chair, "chair", shown_to="everybody")
    partner = home.api.as_(home.tokens.of("partner", new_id(), [home.id]))
    for path in ("memberships", f"memberships/{held['id']}"):
        assert (await partner.get(f"{home.path}/{path}")).status_code == 403
    for path in ("organisations", f"organisations/{council['id']}", "council-states"):
        seen = await partner.get(f"{home.path}/{path}")
        assert (seen.status_code, "Орлова" in seen.text, chair["id"] in seen.text) == (200, False, False)


async def test_a_foreign_membership_is_not_found(home: Center, foreign: Center) -> None:
    held = await join(home, await a_full_council(home), await home.enter(), "chair", shown_to="managers")
    other = await home.enter()
    assert (await home.resident(other["id"]).get(f"{home.path}/memberships/{held['id']}")).status_code == 404
    path = f"{foreign.path}/memberships/{held['id']}"
    assert (await foreign.manager.get(path)).status_code == 404
    answer = await foreign.manager.post(f"{path}/end", json={"reason": "term"}, headers=if_match(held))
    assert answer.status_code == 404


async def test_of_somebody_erased_only_the_role_is_left(home: Center, database_of: DatabaseOf) -> None:
    council, person = await a_full_council(home), await home.enter()
    held = await join(home, council, person, "chair")
    gone = await home.manager.delete(
        f"{home.path}/residents/{person['id']}", headers={"if-match": f'"{person["version"]}"'}
    )
    assert gone.status_code == 204
    left = (await home.manager.get(f"{home.path}/memberships/{held['id']}")).json()
    assert (left["role"], left["resident_id"], left["name"]) == ("chair", None, None)
    await join(home, council, await home.enter(), "chair")


async def test_facts_of_a_membership_hold_ids_and_codes_alone(home: Center, database_of: DatabaseOf) -> None:
    council, person = await a_full_council(home), await home.enter()
    held = await join(home, council, person, "chair", since="2026-01-10")
    path = f"{home.path}/memberships/{held['id']}/end"
    await home.manager.post(path, json={"reason": "recalled"}, headers=if_match(held))
    told = await rows(
        await database_of("registry"),
        "select type, data from outbox where center_id = $1 and type like '%membership%' order by id",
        home.id,
    )
    said = {
        "membership_id": held["id"],
        "organisation_id": council["id"],
        "resident_id": person["id"],
        "role": "chair",
    }
    assert [(one["type"], json.loads(one["data"])) for one in told] == [
        ("registry.membership.begun.v1", said | {"since": "2026-01-10"}),
        ("registry.membership.ended.v1", said),
    ]


async def test_roles_are_held_while_their_term_runs(home: Center, database_of: DatabaseOf) -> None:
    council, person = await a_full_council(home), await home.enter()
    await join(home, council, person)
    await join(home, council, person, "secretary", since="2026-01-10", until=str(today()))
    database = Database(await database_of("registry"), pool=1)
    try:
        async with database.session(home.id) as session:
            resident = held_roles(session, home.id, person["id"], today())
            assert [(str(one.organisation_id), one.role) for one in await resident] == [
                (council["id"], "secretary")
            ]
            tomorrow = today() + timedelta(days=1)
            assert await held_roles(session, home.id, person["id"], tomorrow) == []
    finally:
        await database.close()


def held(since: str, until: str | None = None, ended: str | None = None) -> Membership:
    role: MembershipRole = "chair"
    return Membership(
        resident_id=new_id(),
        role=role,
        since=date.fromisoformat(since),
        until=date.fromisoformat(until) if until else None,
        ended_on=date.fromisoformat(ended) if ended else None,
    )


def test_a_role_runs_from_its_first_to_its_last_day() -> None:
    one = held("2026-01-10", "2026-06-30")
    assert not one.runs(date(2026, 1, 9))
    assert one.runs(date(2026, 1, 10))
    assert one.runs(date(2026, 6, 30))
    assert not one.runs(date(2026, 7, 1))


def test_a_role_that_was_ended_runs_no_more_on_that_day() -> None:
    one = held("2026-01-10", "2026-06-30", ended="2026-03-01")
    assert one.runs(date(2026, 2, 28))
    assert not one.runs(date(2026, 3, 1))
    assert not one.overlaps(date(2026, 3, 1), None)
    assert one.overlaps(date(2026, 2, 28), None)


async def test_a_name_is_shown_to_everybody_only_with_consent_and_hidden_when_it_is_taken_back(
    home: Center,
) -> None:
    circle = await enter(home, kind="group_interest", name="Клуб шахмат")
    anna, other = await home.enter(), await home.enter()
    body = {
        "organisation_id": circle["id"], "resident_id": anna["id"], "role": "organiser", "shown_to": "everybody",
    }  # fmt: skip
    refused = await home.manager.post(f"{home.path}/memberships", json=body)
    assert (refused.status_code, refused.json()["code"]) == (409, "memberships.publication-missing")
    held = await join(home, circle, anna, "organiser")
    path = f"{home.path}/memberships/{held['id']}"
    shown = {"shown_to": "everybody"}
    assert (await home.manager.patch(path, json=shown, headers=if_match(held))).status_code == 409
    consents = f"{home.path}/residents/{anna['id']}/consents"
    agreed = {"purpose": "publication", "version": 1}
    given = (await home.resident(anna["id"]).post(consents, json=agreed)).json()
    assert (await home.manager.patch(path, json=shown, headers=if_match(held))).status_code == 200
    assert (await home.resident(other["id"]).get(path)).status_code == 200
    await home.resident(anna["id"]).post(f"{home.path}/consents/{given['id']}/withdraw", json={})
    assert (await home.resident(other["id"]).get(path)).status_code == 404
    assert (await home.manager.get(path)).json()["shown_to"] == "members"


async def test_an_elected_chair_is_named_without_a_consent(home: Center) -> None:
    await join(home, await a_full_council(home), await home.enter(), "chair", shown_to="everybody")


@pytest.mark.parametrize("how", ["erased", "left"])
async def test_a_council_whose_chair_goes_says_that_one_is_to_be_chosen(home: Center, how: str) -> None:
    """Nobody is kept in a post against their will: the organisation stands, and its page says what is missing."""
    council, chair = await enter(home, **a_council(await home.house())), await home.enter()
    held = await join(home, council, chair, "chair")
    path = f"{home.path}/organisations/{council['id']}"

    async def missing() -> set[str]:
        return {one["code"] for one in (await home.manager.get(f"{path}/next-steps")).json()["items"]}

    assert "chair_missing" not in await missing()
    if how == "erased":
        gone = await home.manager.delete(f"{home.path}/residents/{chair['id']}", headers=if_match(chair))
    else:
        end = f"{home.path}/memberships/{held['id']}/end"
        gone = await home.manager.post(end, json={"reason": "own_wish"}, headers=if_match(held))
    assert gone.status_code in (200, 204), gone.text
    assert "chair_missing" in await missing()
    assert (await home.manager.get(path)).json()["state"] == "active"
