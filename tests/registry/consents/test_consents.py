"""A consent is given for one purpose, in words that were read, and withdrawn as easily."""

import asyncio
from datetime import timedelta
from uuid import UUID

import pytest

from services.registry.rights.consents import service
from services.registry.rights.consents.repository import in_force
from services.registry.rights.consents.use_cases.expire_consents import expire_consents
from shared.contracts.codes import ConsentPurpose
from shared.kit.clock import now, today
from tests.registry.making import Center, DatabaseOf, Json, rows

TODAY = today().isoformat()


async def given(home: Center, resident: Json, purpose: str = "photo") -> Json:
    """A consent that the resident gave on the site."""
    person = home.resident(resident["id"])
    path = f"{home.path}/residents/{resident['id']}/consents"
    answer = await person.post(path, json={"purpose": purpose, "version": 1})
    assert answer.status_code == 201, answer.text
    made: Json = answer.json()
    return made


async def holds(home: Center, resident: Json, purpose: ConsentPurpose) -> bool:
    async with home.api.app.state.database.transaction(home.id) as session:
        return await in_force(session, home.id, UUID(resident["id"]), purpose)


async def test_everybody_reads_the_texts_before_agreeing(home: Center) -> None:
    texts = (await home.api.get(f"{home.path}/consent-texts")).json()["items"]
    assert {one["purpose"] for one in texts} == set(service.PURPOSES)
    for text in texts:
        assert "Соседи у библиотеки" in text["operator"]
        assert all(text[part] for part in ("aim", "data", "actions", "term", "withdrawal", "refusal"))


async def test_a_consent_given_on_the_site_is_in_force_until_withdrawn(home: Center) -> None:
    resident = await home.enter()
    assert not await holds(home, resident, "photo")
    consent = await given(home, resident)
    assert consent["in_force"]
    assert await holds(home, resident, "photo")
    assert not await holds(home, resident, "publication")
    ended = await home.resident(resident["id"]).post(f"{home.path}/consents/{consent['id']}/withdraw")
    assert (ended.status_code, ended.json()["ended_how"]) == (200, "withdrawn")
    assert not await holds(home, resident, "photo")


async def test_who_agreed_to_what_is_told_to_the_services(home: Center, database_of: DatabaseOf) -> None:
    resident = await home.enter()
    consent = await given(home, resident)
    await home.resident(resident["id"]).post(f"{home.path}/consents/{consent['id']}/withdraw", json={})
    said = await rows(
        await database_of("registry"),
        "select type, data from outbox where center_id = $1 order by id",
        home.id,
    )
    assert [one["type"] for one in said][-2:] == [
        "registry.consent.given.v1",
        "registry.consent.withdrawn.v1",
    ]
    assert '"purpose":"photo"' in said[-1]["data"]


async def test_a_signed_sheet_is_entered_once_with_its_number_and_date(home: Center) -> None:
    path = "{}/residents/{}/consents"
    sheet = {"purpose": "own_lists", "version": 1, "how": "paper", "number": "с-2611-абв", "signed_on": TODAY}
    first, second = await home.enter(), await home.enter()
    entered = await home.manager.post(path.format(home.path, first["id"]), json=sheet)
    assert (entered.status_code, entered.json()["number"]) == (201, "С-2611-АБВ")
    again = await home.manager.post(path.format(home.path, second["id"]), json=sheet)
    assert (again.status_code, again.json()["code"]) == (409, "consents.number-taken")


@pytest.mark.parametrize(
    ("body", "missing"),
    [
        ({"how": "paper", "number": "1"}, ["/signed_on"]),
        ({"how": "aloud"}, ["/witness", "/ground"]),
        ({"how": "aloud", "witness": "Орлова", "ground": "не видит", "number": "7"}, ["/number"]),
    ],
)
async def test_what_proves_a_consent_is_asked_for(home: Center, body: Json, missing: list[str]) -> None:
    resident = await home.enter()
    path = f"{home.path}/residents/{resident['id']}/consents"
    refused = await home.manager.post(path, json={"purpose": "photo", "version": 1, **body})
    assert refused.status_code == 422
    assert [one["pointer"] for one in refused.json()["errors"]] == missing


async def test_a_consent_said_before_a_witness_counts_but_not_where_the_law_wants_it_written(
    home: Center,
) -> None:
    resident = await home.enter()
    path = f"{home.path}/residents/{resident['id']}/consents"
    said = {"version": 1, "how": "aloud", "witness": "Орлова Вера", "ground": "не может писать"}
    assert (await home.manager.post(path, json={"purpose": "own_lists", **said})).status_code == 201
    refused = await home.manager.post(path, json={"purpose": "accessibility_needs", **said})
    assert (refused.status_code, refused.json()["code"]) == (409, "consents.written-only")


async def test_nobody_agrees_on_the_site_for_another(home: Center) -> None:
    one, other = await home.enter(), await home.enter()
    path = f"{home.path}/residents/{one['id']}/consents"
    body = {"purpose": "photo", "version": 1}
    assert (await home.manager.post(path, json=body)).json()["code"] == "consents.only-by-themselves"
    assert (await home.resident(other["id"]).post(path, json=body)).status_code == 404
    assert (await home.resident(other["id"]).get(path)).status_code == 404


async def test_another_person_can_not_withdraw_it(home: Center, foreign: Center) -> None:
    one, other = await home.enter(), await home.enter()
    consent = await given(home, one)
    path = f"{home.path}/consents/{consent['id']}/withdraw"
    assert (await home.resident(other["id"]).post(path, json={})).status_code == 404
    elsewhere = path.replace(str(home.id), str(foreign.id))
    assert (await foreign.manager.post(elsewhere, json={"channel": "phone"})).status_code == 404
    assert await holds(home, one, "photo")


async def test_a_manager_withdraws_it_for_whoever_called(home: Center) -> None:
    resident = await home.enter()
    path = f"{home.path}/consents/{(await given(home, resident))['id']}/withdraw"
    assert (await home.manager.post(path, json={})).status_code == 422
    ended = await home.manager.post(path, json={"channel": "phone"})
    assert ended.json()["ended_channel"] == "phone"
    again = await home.manager.post(path, json={"channel": "phone"})
    assert (again.status_code, again.json()["code"]) == (409, "consents.over")


async def test_an_older_signature_does_not_undo_a_withdrawal(home: Center) -> None:
    resident = await home.enter()
    consent = await given(home, resident)
    await home.resident(resident["id"]).post(f"{home.path}/consents/{consent['id']}/withdraw", json={})
    yesterday = (now() - timedelta(days=1)).date().isoformat()
    body = {"purpose": "photo", "version": 1, "how": "paper", "number": "7", "signed_on": yesterday}
    refused = await home.manager.post(f"{home.path}/residents/{resident['id']}/consents", json=body)
    assert (refused.status_code, refused.json()["code"]) == (409, "consents.withdrawn-since")
    assert not await holds(home, resident, "photo")


async def test_two_at_once_give_one_consent(home: Center) -> None:
    resident = await home.enter()
    path = f"{home.path}/residents/{resident['id']}/consents"
    person, body = home.resident(resident["id"]), {"purpose": "photo", "version": 1}
    answers = await asyncio.gather(*(person.post(path, json=body) for _ in range(4)))
    assert sorted(one.status_code for one in answers) == [201, 409, 409, 409]


async def test_an_unknown_text_can_not_be_agreed_to(home: Center) -> None:
    resident = await home.enter()
    path = f"{home.path}/residents/{resident['id']}/consents"
    person = home.resident(resident["id"])
    assert (await person.post(path, json={"purpose": "photo", "version": 99})).status_code == 422
    assert (await person.post(path, json={"purpose": "selling", "version": 1})).status_code == 422


async def test_a_consent_ends_with_its_term(home: Center, database_of: DatabaseOf) -> None:
    resident = await home.enter()
    lasting, ending = await given(home, resident, "own_lists"), await given(home, resident, "photo")
    await rows(
        await database_of("registry"),
        "update consents set valid_until = now() - interval '1 second' where id = $1 returning 1",
        UUID(ending["id"]),
        center=home.id,
    )
    assert not await holds(home, resident, "photo")
    await expire_consents(home.api.app.state.database)
    path = f"{home.path}/residents/{resident['id']}/consents"
    seen = {one["id"]: one for one in (await home.manager.get(path)).json()["items"]}
    assert seen[ending["id"]]["ended_how"] == "expired"
    assert seen[lasting["id"]]["in_force"]


async def test_the_paper_to_sign_is_a_pdf(home: Center) -> None:
    resident = await home.enter()
    path = f"{home.path}/residents/{resident['id']}/consents/paper"
    made = await home.manager.get(f"{path}/publication")
    assert (made.status_code, made.headers["content-type"]) == (200, "application/pdf")
    assert made.content.startswith(b"%PDF-")
    assert (await home.manager.get(f"{path}/selling")).status_code == 404


async def test_the_text_is_kept_as_it_was_read(home: Center, database_of: DatabaseOf) -> None:
    await given(home, await home.enter())
    kept = await rows(await database_of("registry"), "select body from consent_texts", center=home.id)
    assert [b"\xd0\xa1\xd0\xbe\xd1\x81\xd0\xb5\xd0\xb4\xd0\xb8" in one["body"].encode() for one in kept] == [
        True
    ]


@pytest.mark.parametrize(("signed_on", "code"), [
    ("1800-11-01", "consents.signed-before-text"), ("2525-01-01", "consents.signed-later"),
])  # fmt: skip
async def test_a_sheet_of_a_day_that_cannot_be_is_refused(home: Center, signed_on: str, code: str) -> None:
    path = f"{home.path}/residents/{(await home.enter())['id']}/consents"
    sheet = {"purpose": "photo", "version": 1, "how": "paper", "number": "7", "signed_on": signed_on}
    refused = await home.manager.post(path, json=sheet)
    assert (refused.status_code, refused.json()["errors"][0]["code"]) == (422, code)


async def test_a_blank_sheet_is_printed_for_somebody_who_is_not_on_record(home: Center) -> None:
    path = f"{home.path}/consent-texts/keep_card/paper"
    assert (await home.manager.get(path)).content[:5] == b"%PDF-"
    assert (await home.manager.get(path.replace("keep_card", "anything"))).status_code == 404
    assert (await home.resident((await home.enter())["id"]).get(path)).status_code == 403
