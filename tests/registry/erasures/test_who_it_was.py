"""Whoever it was: of two merged cards, a chair, a guardian, somebody whom a service hears of late."""

from uuid import UUID

from services.registry.rights.erasures.model import CONFIRMING, mark_of
from shared.testing.polling import eventually
from shared.testing.running import Running, Tell
from tests.registry.erasures.test_erasures import CARRIED_OUT, asked, confirmed, seen
from tests.registry.making import Center, DatabaseOf, Json, connected, if_match, rows
from tests.registry.organisations.making import a_council, enter, join
from tests.registry.people.test_guardians import child_of


async def merged(home: Center, kept: Json, other: Json) -> None:
    answer = await home.manager.post(
        f"{home.path}/residents/{kept['id']}/merge",
        json={"other_id": other["id"], "reason": "одна и та же"},
        headers=if_match(kept),
    )
    assert answer.status_code in (200, 201), answer.text


async def test_of_merged_cards_every_service_forgets_both_ids(
    home: Center, told: Tell, database_of: DatabaseOf
) -> None:
    kept, other = await home.enter(), await home.enter()
    await merged(home, kept, other)
    erasure = await asked(home, kept, immediate=True)
    dsn = await database_of("registry")
    facts = await rows(
        dsn,
        "select data from outbox where center_id = $1 and type = 'registry.resident.erased.v1'",
        home.id,
    )
    assert {one for row in facts for one in (kept["id"], other["id"]) if one in row["data"]} == {
        kept["id"],
        other["id"],
    }
    marks = await rows(dsn, "select mark from erased_marks where of_center = $1", home.id)
    assert {row["mark"] for row in marks} == {mark_of(UUID(one["id"])) for one in (kept, other)}
    assert await rows(dsn, "select 1 from merges", center=home.id) == []
    await confirmed(home, told, kept)

    async def done() -> bool:
        return bool((await seen(home, erasure))["state"] == "erased")

    await eventually(done)


async def test_a_card_whose_erasure_waits_is_not_merged_away(home: Center) -> None:
    kept, other = await home.enter(), await home.enter()
    await asked(home, other)
    refused = await home.manager.post(
        f"{home.path}/residents/{kept['id']}/merge",
        json={"other_id": other["id"], "reason": "одна и та же"},
        headers=if_match(kept),
    )
    assert (refused.status_code, refused.json()["code"]) == (409, "merges.erasure-asked")


async def test_a_council_whose_chair_is_erased_is_seen_to_need_one(home: Center) -> None:
    house, chair = await home.house(), await home.enter(family_name="Щербатко")
    council = await enter(home, **a_council(house))
    await join(home, council, chair, "chair")
    path = f"{home.path}/council-states"
    assert [one["state"] for one in (await home.manager.get(path)).json()["items"]] == ["in_place"]
    await asked(home, chair, immediate=True)
    (state,) = (await home.manager.get(path)).json()["items"]
    assert (state["state"], state["chair"]) != ("in_place", chair["name"])
    assert "Щербатко" not in str(state)
    members = await home.manager.get(f"{home.path}/memberships", params={"organisation_id": council["id"]})
    assert [one["name"] for one in members.json()["items"]] == [None]


async def test_a_guardian_is_told_of_the_children_and_takes_them_along_or_stays(home: Center) -> None:
    mother = await home.enter()
    child = await child_of(home, mother)
    path = f"{home.path}/residents/{mother['id']}/erasures"
    refused = await home.resident(mother["id"]).post(path, json={})
    assert (refused.status_code, refused.json()["code"]) == (409, "residents.wards-left")
    await asked(home, mother, immediate=True, wards="erase")
    for one in (mother, child):
        assert (await home.manager.get(f"{home.path}/residents/{one['id']}")).status_code == 404


async def test_a_guardian_beside_another_goes_alone(home: Center) -> None:
    mother, father = await home.enter(), await home.enter()
    child = await child_of(home, mother)
    bond = f"{home.path}/residents/{child['id']}/guardians/{father['id']}"
    assert (await home.manager.put(bond, json={"ground": "свидетельство"})).status_code == 200
    await asked(home, mother, immediate=True)
    assert (await home.manager.get(f"{home.path}/residents/{child['id']}")).status_code == 200


async def test_a_service_that_was_away_forgets_when_it_is_back(
    home: Center, running: Running, database_of: DatabaseOf
) -> None:
    resident = await home.enter()
    async with running("talents") as talents:
        await connected(talents)
        person = talents.as_(home.tokens.resident(home.id, UUID(resident["id"])))
        body = {"skill": "plumbing", "details": "Кран"}
        assert (await person.post(f"{home.path}/offers", json=body)).status_code == 201
    await connected(home.api)
    erasure = await asked(home, resident, immediate=True)
    dsn = await database_of("talents")
    assert (await seen(home, erasure))["state"] in CARRIED_OUT
    async with running("talents"):

        async def forgotten() -> bool:
            confirmations = (await seen(home, erasure))["confirmations"]
            (theirs,) = (one for one in confirmations if one["service"] == "talents")
            return theirs["confirmed_at"] is not None

        await eventually(forgotten)
    assert await rows(dsn, "select 1 from offers", center=home.id) == []
    assert len((await seen(home, erasure))["confirmations"]) == len(CONFIRMING)
