"""Somebody asks to be forgotten: days to think it over, deletion, confirmations, an act that names nobody."""

from collections.abc import Iterable
from datetime import timedelta
from uuid import UUID

from services.registry.rights.erasures.model import CONFIRMING, mark_of
from services.registry.rights.erasures.use_cases.carry_out_due import carry_out_due
from shared.kit.clock import now
from shared.testing.polling import eventually
from shared.testing.running import Tell
from tests.registry.making import Center, DatabaseOf, Json, if_match, rows

CARRIED_OUT = ("erasing", "erased")
"""Which of them: the other services confirm at once, where they run beside the test."""


async def asked(home: Center, resident: Json, **body: object) -> Json:
    """The resident's own request."""
    path = f"{home.path}/residents/{resident['id']}/erasures"
    answer = await home.resident(resident["id"]).post(path, json=body)
    assert answer.status_code == 201, answer.text
    made: Json = answer.json()
    return made


async def unheard(home: Center, database_of: DatabaseOf, resident: Json, hours_ago: float = 0) -> Json:
    """An erasure that was carried out without the other services' hearing of it, wherever they happen to run."""
    erasure, dsn = await asked(home, resident), await database_of("registry")
    carried_out = now() - timedelta(hours=hours_ago)
    known = UUID(erasure["id"])
    await rows(dsn, _CARRIED_OUT, known, carried_out, center=home.id)
    await rows(dsn, _TO_CONFIRM, known, home.id, list(CONFIRMING), center=home.id)
    return erasure


_CARRIED_OUT = "update erasures set state = 'erasing', resident_id = null, carried_out_at = $2 where id = $1"
_TO_CONFIRM = """
insert into erasure_confirmations (center_id, erasure_id, service) select $2, $1, unnest($3::text[])
"""


async def seen(home: Center, erasure: Json) -> Json:
    """The erasure as the manager sees it."""
    answer = await home.manager.get(f"{home.path}/erasures/{erasure['id']}")
    assert answer.status_code == 200, answer.text
    found: Json = answer.json()
    return found


async def confirmed(home: Center, told: Tell, resident: Json, services: Iterable[str] = CONFIRMING) -> None:
    """These services say that they have forgotten."""
    for service in services:
        fact = CONFIRMING[service](resident_id=UUID(resident["id"]), counts={"rows": 2})
        await told(fact, home.id)


async def test_an_erasure_waits_and_can_be_cancelled(home: Center) -> None:
    resident = await home.enter()
    erasure = await asked(home, resident)
    assert (erasure["state"], erasure["resident_id"]) == ("waiting", resident["id"])
    assert (await home.manager.get(f"{home.path}/residents/{resident['id']}")).status_code == 200
    person = home.resident(resident["id"])
    cancelled = await person.post(f"{home.path}/erasures/{erasure['id']}/cancel")
    assert (cancelled.status_code, cancelled.json()["state"]) == (200, "cancelled")
    again = await person.post(f"{home.path}/erasures/{erasure['id']}/cancel")
    assert (again.status_code, again.json()["code"]) == (409, "erasures.too-late")
    await carry_out_due(home.api.app.state.database, home.api.app.state.bus.ask)
    assert (await home.manager.get(f"{home.path}/residents/{resident['id']}")).status_code == 200


async def test_when_the_days_are_over_the_person_is_forgotten(home: Center, database_of: DatabaseOf) -> None:
    resident, other = await home.enter(), await home.enter()
    erasure, waiting = await asked(home, resident), await asked(home, other)
    dsn = await database_of("registry")
    past = now() - timedelta(seconds=1)
    await rows(
        dsn, "update erasures set due_at = $2 where id = $1", UUID(erasure["id"]), past, center=home.id
    )
    await rows(dsn, "update erasure_dates set due_at = $2 where erasure_id = $1", UUID(erasure["id"]), past)
    await carry_out_due(home.api.app.state.database, home.api.app.state.bus.ask)
    assert (await home.manager.get(f"{home.path}/residents/{resident['id']}")).status_code == 404
    found = await seen(home, erasure)
    assert (found["state"] in CARRIED_OUT, found["resident_id"]) == (True, None)
    assert (await seen(home, waiting))["state"] == "waiting"


async def test_the_last_confirmation_makes_the_act(home: Center, told: Tell, database_of: DatabaseOf) -> None:
    resident = await home.enter(family_name="Щербатко")
    erasure = await unheard(home, database_of, resident)
    path = f"{home.path}/erasures/{erasure['id']}"
    await confirmed(home, told, resident, ["talents", "surveys", "events", "notifications"])

    async def four() -> bool:
        return (
            sum(one["confirmed_at"] is not None for one in (await seen(home, erasure))["confirmations"]) == 4
        )

    await eventually(four)
    early = await home.manager.get(path, headers={"accept": "application/pdf"})
    assert (early.status_code, early.json()["code"]) == (409, "erasures.act-not-ready")
    await confirmed(home, told, resident, ["city"])

    async def erased() -> bool:
        return bool((await seen(home, erasure))["state"] == "erased")

    await eventually(erased)
    act = await home.manager.get(path, headers={"accept": "application/pdf"})
    assert (act.headers["content-type"], act.content[:5]) == ("application/pdf", b"%PDF-")
    whole = await seen(home, erasure)
    assert "Щербатко" not in str(whole)
    assert {one["service"]: one["counts"] for one in whole["confirmations"]}["talents"] == {"rows": 2}


async def test_the_act_is_given_to_whoever_knows_its_number(home: Center, told: Tell) -> None:
    resident = await home.enter()
    erasure = await asked(home, resident, immediate=True)
    await confirmed(home, told, resident)
    path = f"{home.path}/erasures/{erasure['id']}/act"

    async def ready() -> bool:
        return (await home.api.get(path, params={"number": erasure["number"]})).status_code == 200

    await eventually(ready)
    assert (await home.api.get(path, params={"number": "У-2611-22222222"})).status_code == 404
    assert (await home.api.get(path)).status_code == 422


async def test_a_confirmation_about_nobody_changes_nothing(
    home: Center, told: Tell, database_of: DatabaseOf
) -> None:
    resident, other = await home.enter(), await home.enter()
    erasure = await unheard(home, database_of, resident)
    fact = await told(CONFIRMING["city"](resident_id=UUID(other["id"]), counts={}), home.id)
    dsn = await database_of("registry")
    await eventually(lambda: rows(dsn, "select 1 from inbox where event_id = $1", fact))
    assert all(one["confirmed_at"] is None for one in (await seen(home, erasure))["confirmations"])


async def test_who_it_was_is_not_kept(home: Center, database_of: DatabaseOf) -> None:
    resident = await home.enter()
    erasure = await asked(home, resident, immediate=True)
    (row,) = await rows(
        await database_of("registry"),
        "select * from erasures where id = $1",
        UUID(erasure["id"]),
        center=home.id,
    )
    assert row["mark"] == mark_of(UUID(resident["id"]))
    assert resident["id"] not in str({name: value for name, value in row.items() if name != "mark"})


async def test_nobody_erases_or_sees_another(home: Center, foreign: Center) -> None:
    one, other = await home.enter(), await home.enter()
    path = f"{home.path}/residents/{one['id']}/erasures"
    assert (await home.resident(other["id"]).post(path, json={})).status_code == 404
    erasure = await asked(home, one)
    mine = f"{home.path}/erasures/{erasure['id']}"
    for stranger in (home.resident(other["id"]), foreign.manager):
        assert (await stranger.get(mine)).status_code == 404
        assert (await stranger.post(f"{mine}/cancel")).status_code == 404
    elsewhere = mine.replace(str(home.id), str(foreign.id))
    assert (await foreign.manager.get(elsewhere)).status_code == 404


async def test_asking_twice_is_said_and_insisting_erases_at_once(home: Center) -> None:
    resident = await home.enter()
    first = await asked(home, resident)
    path = f"{home.path}/residents/{resident['id']}/erasures"
    again = await home.resident(resident["id"]).post(path, json={})
    assert (again.status_code, again.json()["code"]) == (409, "erasures.asked-before")
    insisted = await asked(home, resident, immediate=True)
    assert (insisted["id"], insisted["state"]) == (first["id"], "erasing")


async def test_a_manager_says_how_the_person_asked(home: Center) -> None:
    resident = await home.enter()
    path = f"{home.path}/residents/{resident['id']}/erasures"
    assert (await home.manager.post(path, json={})).status_code == 422
    made = await home.manager.post(path, json={"channel": "phone", "ground": "moved"})
    assert (made.status_code, made.json()["channel"], made.json()["ground"]) == (201, "phone", "moved")


async def test_deleting_a_card_goes_the_same_way(home: Center) -> None:
    resident = await home.enter()
    gone = await home.manager.delete(f"{home.path}/residents/{resident['id']}", headers=if_match(resident))
    assert gone.status_code == 204
    listed = (await home.manager.get(f"{home.path}/erasures")).json()["items"]
    assert [(one["state"] in CARRIED_OUT, one["ground"]) for one in listed] == [(True, "request")]
    assert len((await seen(home, listed[0]))["confirmations"]) == len(CONFIRMING)


async def test_a_late_confirmation_is_shown(home: Center, database_of: DatabaseOf) -> None:
    late, fresh = await home.enter(), await home.enter()
    erasure = await unheard(home, database_of, late, hours_ago=25)
    other = await unheard(home, database_of, fresh, hours_ago=23)
    assert (await seen(home, erasure))["overdue"]
    assert not (await seen(home, other))["overdue"]


async def test_without_a_recent_sign_in_nothing_is_erased(home: Center) -> None:
    resident = await home.enter()
    an_hour_ago = int((now() - timedelta(hours=1)).timestamp())
    token = home.tokens.of("resident", UUID(resident["id"]), [home.id], auth_time=an_hour_ago)
    path = f"{home.path}/residents/{resident['id']}/erasures"
    refused = await home.api.as_(token).post(path, json={"immediate": True})
    assert (refused.status_code, refused.json()["code"]) == (403, "access.sign-in-again-needed")


async def test_taking_back_the_consent_to_keep_a_card_begins_an_erasure(home: Center) -> None:
    resident, other = await home.enter(), await home.enter()
    for one, purpose in ((resident, "keep_card"), (other, "photo")):
        person = home.resident(one["id"])
        path = f"{home.path}/residents/{one['id']}/consents"
        given = (await person.post(path, json={"purpose": purpose, "version": 1})).json()
        ended = await person.post(f"{home.path}/consents/{given['id']}/withdraw", json={})
        assert ended.status_code == 200, ended.text
    listed = (await home.manager.get(f"{home.path}/erasures", params={"state": "waiting"})).json()["items"]
    assert [(one["resident_id"], one["ground"]) for one in listed] == [(resident["id"], "withdrawal")]


async def test_a_residents_list_shows_their_own_erasure_alone(home: Center) -> None:
    resident, other = await home.enter(), await home.enter()
    await asked(home, other)
    mine = await asked(home, resident)
    listed = (await home.resident(resident["id"]).get(f"{home.path}/erasures")).json()["items"]
    assert [one["id"] for one in listed] == [mine["id"]]


async def test_a_resident_asks_and_does_not_say_that_they_died(home: Center) -> None:
    resident = await home.enter()
    path = f"{home.path}/residents/{resident['id']}/erasures"
    refused = await home.resident(resident["id"]).post(path, json={"ground": "died"})
    assert (refused.status_code, refused.json()["errors"][0]["code"]) == (422, "erasures.ground")


async def test_the_erasures_of_one_person_are_asked_for_by_their_id(home: Center) -> None:
    one, other = await home.enter(), await home.enter()
    mine = await asked(home, one)
    await asked(home, other)
    path = f"{home.path}/erasures"
    listed = (await home.manager.get(path, params={"resident_id": one["id"]})).json()["items"]
    assert [each["id"] for each in listed] == [mine["id"]]
    foreign = await home.resident(one["id"]).get(path, params={"resident_id": other["id"]})
    assert foreign.json()["items"] == []
