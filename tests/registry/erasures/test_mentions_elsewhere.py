"""The name of somebody who is erased is looked for in the texts of every service, and kept by none of them."""

from collections.abc import Mapping
from contextlib import AsyncExitStack
from datetime import timedelta

import pytest

from services.registry.rights.mentions.use_cases.look_elsewhere import ELSEWHERE
from shared.kit.clock import now
from shared.kit.ids import new_id
from shared.testing.running import Api, Running
from tests.registry.erasures.test_erasures import asked, seen
from tests.registry.making import Center, Json, connected


async def written(center: Center, services: Mapping[str, Api], words: str) -> Mapping[str, str]:
    """A text with these words in each service, by what it belongs to."""

    async def made(service: str, what: str, **body: object) -> str:
        by = center.tokens.resident(center.id, new_id()) if what in ("offers", "needs") else None
        token = by or center.tokens.manager(center.id)
        answer = await services[service].as_(token).post(f"/centers/{center.id}/{what}", json=body)
        assert answer.status_code == 201, answer.text
        found: str = answer.json()["id"]
        return found

    day = now() + timedelta(days=9)
    ends = day + timedelta(hours=2)
    question = {"kind": "text", "code": "how", "text": words}
    return {
        "event": await made(
            "events", "events", title=words, kind="club", starts_at=day.isoformat(), ends_at=ends.isoformat()
        ),
        "survey": await made("surveys", "surveys", title="О дворе", questions=[question]),
        "offer": await made("talents", "offers", skill="sewing", details=words),
    }


def places(erasure: Json) -> set[tuple[str, str]]:
    return {(one["place"], one["thing_id"]) for one in erasure["mentions"]}


async def test_a_manager_is_told_in_which_texts_of_other_services_the_name_stands(
    home: Center, foreign: Center, running: Running
) -> None:
    person = await home.enter(family_name="Щербакова", given_name="Ольга")
    async with AsyncExitStack() as stack:
        services = {name: await stack.enter_async_context(running(name)) for name in ELSEWHERE}
        for api in (home.api, *services.values()):
            await connected(api)
        named = await written(home, services, "Спросите Ольгу Щербакову")
        await written(home, services, "Спросите Ольгу Петрову")
        await written(foreign, services, "Спросите Ольгу Щербакову")
        erasure = await asked(home, person, immediate=True)
        found = await seen(home, erasure)
        assert places(found) == set(named.items())
        assert "Щербаков" not in str(found)
        path = f"{home.path}/erasures/{erasure['id']}/mentions/event/{named['event']}/clear"
        assert (await home.manager.post(path)).status_code == 200


async def test_a_card_that_is_removed_at_once_is_looked_for_too(home: Center, running: Running) -> None:
    person = await home.enter(family_name="Щербакова", given_name="Ольга")
    async with AsyncExitStack() as stack:
        services = {name: await stack.enter_async_context(running(name)) for name in ELSEWHERE}
        for api in (home.api, *services.values()):
            await connected(api)
        named = await written(home, services, "О. Щербакова обещала помочь")
        path = f"{home.path}/residents/{person['id']}"
        gone = await home.manager.delete(path, headers={"if-match": '"1"'})
        assert gone.status_code == 204, gone.text
        (erasure,) = (await home.manager.get(f"{home.path}/erasures")).json()["items"]
        assert places(await seen(home, erasure)) == set(named.items())


@pytest.mark.parametrize("service", ELSEWHERE)
async def test_a_service_that_does_not_answer_is_named_to_be_looked_through(
    home: Center, service: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    person = await home.enter(family_name="Щербакова", given_name="Ольга")
    await connected(home.api)
    for request in ELSEWHERE.values():
        monkeypatch.setattr(request, "subject", f"rq.{request.verb}.nobody")
    erasure = await asked(home, person, immediate=True)
    assert (f"unseen_{service}", erasure["id"]) in places(await seen(home, erasure))
