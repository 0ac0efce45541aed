"""For a child agrees whoever answers for it today: the child does not, a former guardian and a neighbor do not."""

from datetime import timedelta
from typing import Any
from uuid import UUID

from services.registry.rights.erasures.use_cases.carry_out_due import carry_out_due
from shared.kit.clock import now
from tests.registry.making import Center, DatabaseOf, rows
from tests.registry.people.test_guardians import child_of

Json = dict[str, Any]  # Any: JSON
PHOTO = {"purpose": "photo", "version": 1}


def consents(home: Center, of: Json) -> str:
    return f"{home.path}/residents/{of['id']}/consents"


async def test_a_guardian_agrees_for_the_child_and_takes_it_back(home: Center) -> None:
    mother = await home.enter()
    child = await child_of(home, mother)
    me = home.resident(mother["id"])
    given = await me.post(consents(home, child), json=PHOTO)
    assert given.status_code == 201, given.text
    assert [one["id"] for one in (await me.get(consents(home, child))).json()["items"]] == [
        given.json()["id"]
    ]
    ended = await me.post(f"{home.path}/consents/{given.json()['id']}/withdraw", json={})
    assert (ended.status_code, ended.json()["ended_how"]) == (200, "withdrawn")


async def test_a_child_takes_back_but_does_not_agree(home: Center) -> None:
    mother = await home.enter()
    child = await child_of(home, mother)
    given = await home.resident(mother["id"]).post(consents(home, child), json=PHOTO)
    themselves = home.resident(child["id"])
    refused = await themselves.post(consents(home, child), json={"purpose": "publication", "version": 1})
    assert (refused.status_code, refused.json()["code"]) == (403, "consents.by-guardian")
    ended = await themselves.post(f"{home.path}/consents/{given.json()['id']}/withdraw", json={})
    assert ended.status_code == 200


async def test_whoever_answers_no_longer_has_no_say(home: Center) -> None:
    mother, father, neighbor = await home.enter(), await home.enter(), await home.enter()
    child = await child_of(home, mother)
    bond = f"{home.path}/residents/{child['id']}/guardians/{father['id']}"
    assert (await home.manager.put(bond, json={"ground": "свидетельство о рождении"})).status_code == 200
    of_both = home.tokens.of("resident", UUID(father["id"]), [home.id], wards=[child["id"]])
    then = home.api.as_(of_both)
    given = await then.post(consents(home, child), json=PHOTO)
    assert given.status_code == 201, given.text
    copy = await then.post(f"{home.path}/residents/{child['id']}/copy-requests", json={})
    assert (await home.manager.delete(bond)).status_code == 204
    withdraw, read = f"{home.path}/consents/{given.json()['id']}/withdraw", copy.json()["id"]
    for stranger in (then, home.resident(neighbor["id"])):
        assert (await stranger.get(consents(home, child))).status_code == 404
        assert (await stranger.post(withdraw, json={})).status_code == 404
        assert (await stranger.get(f"{home.path}/copy-requests/{read}")).status_code == 404
        gone = await stranger.post(f"{home.path}/residents/{child['id']}/erasures", json={})
        assert gone.status_code == 404


async def test_a_grown_up_child_speaks_for_themselves(home: Center, database_of: DatabaseOf) -> None:
    mother = await home.enter()
    child = await child_of(home, mother)
    dsn, known = await database_of("registry"), UUID(child["id"])
    await rows(
        dsn, "update residents set adult = true, birth_year = 2000 where id = $1", known, center=home.id
    )
    assert (await home.resident(mother["id"]).post(consents(home, child), json=PHOTO)).status_code == 404
    assert (await home.resident(child["id"]).post(consents(home, child), json=PHOTO)).status_code == 201


async def test_the_sheet_of_a_child_is_signed_by_whoever_answers_for_it(home: Center) -> None:
    mother = await home.enter()
    child = await child_of(home, mother)
    sheet = await home.resident(mother["id"]).get(f"{consents(home, child)}/paper/photo")
    assert (sheet.status_code, sheet.content[:5]) == (200, b"%PDF-")


async def test_taking_back_the_card_is_never_refused_and_takes_the_children_along(
    home: Center, database_of: DatabaseOf
) -> None:
    mother = await home.enter()
    child = await child_of(home, mother)
    me = home.resident(mother["id"])
    kept = (await me.post(consents(home, mother), json={"purpose": "keep_card", "version": 1})).json()
    await me.post(consents(home, mother), json=PHOTO)
    ended = await me.post(f"{home.path}/consents/{kept['id']}/withdraw", json={})
    assert ended.status_code == 200, ended.text
    assert (await me.get(consents(home, mother), params={"in_force": True})).json()["items"] == []
    past = now() - timedelta(seconds=1)
    dsn = await database_of("registry")
    await rows(dsn, "update erasures set due_at = $1 where state = 'waiting'", past, center=home.id)
    await rows(dsn, "update erasure_dates set due_at = $1 where of_center = $2", past, home.id)
    await carry_out_due(home.api.app.state.database, home.api.app.state.bus.ask)
    for one in (mother, child):
        assert (await home.manager.get(f"{home.path}/residents/{one['id']}")).status_code == 404


async def test_a_guardian_reads_and_agrees_to_words_about_the_child(
    home: Center, database_of: DatabaseOf
) -> None:
    mother = await home.enter()
    child = await child_of(home, mother)
    path = f"{home.path}/consent-texts"
    own, theirs = [
        next(
            one
            for one in (await home.api.get(path, params=query)).json()["items"]
            if one["purpose"] == "photo"
        )
        for query in ({}, {"child": "true"})
    ]
    assert (own["title"], theirs["title"]) == (
        "Снимать меня на встречах центра",
        "Снимать ребёнка на встречах центра",
    )
    assert own["version"] == theirs["version"]
    me = home.resident(mother["id"])
    for whose in (mother, child):
        assert (await me.post(consents(home, whose), json=PHOTO)).status_code == 201
    kept = await rows(
        await database_of("registry"),
        "select c.resident_id, t.body ->> 'aim' as aim from consents c"
        " join consent_texts t on t.center_id = c.center_id and t.digest = c.text_digest where c.purpose = 'photo'",
        center=home.id,
    )
    said = {str(one["resident_id"]): one["aim"] for one in kept}
    assert said == {mother["id"]: own["aim"], child["id"]: theirs["aim"]}
    assert "за которого я отвечаю" in theirs["aim"]


async def test_what_is_read_aloud_or_signed_for_a_child_speaks_of_the_child(
    home: Center, database_of: DatabaseOf
) -> None:
    mother = await home.enter()
    child = await child_of(home, mother)
    aloud = {**PHOTO, "how": "aloud", "witness": "Орлова Ия", "ground": "не может писать"}
    given = await home.manager.post(consents(home, child), json=aloud)
    assert given.status_code == 201, given.text
    (kept,) = await rows(
        await database_of("registry"), "select body ->> 'title' as title from consent_texts", center=home.id
    )
    assert kept["title"] == "Снимать ребёнка на встречах центра"
