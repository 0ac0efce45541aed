"""What a guardian and an activist may do besides a resident, tried by those who are none, of another, or no longer."""

import time
from uuid import UUID

import pytest

from shared.testing.running import Api, Running
from tests.registry.making import Center, Json, connected
from tests.registry.organisations.making import join
from tests.registry.organisations.test_joining import a_circle, ask
from tests.registry.people.test_guardians import child_of

OF_A_CHILD = (
    "GET ", "GET /contacts", "GET /accessibility", "GET /cards", "GET /consents", "GET /copy-requests",
    "GET /guardians", "GET /marks", "POST /consents", "POST /copy-requests", "POST /erasures",
)  # fmt: skip
BODIES: dict[str, Json] = {
    "POST /consents": {"purpose": "keep_card", "version": 1},
    "POST /copy-requests": {},
    "POST /erasures": {"ground": "request"},
}


async def touched(api: Api, home: Center, child: Json) -> dict[str, int]:
    """What each operation answers about the child."""
    answers: dict[str, int] = {}
    for operation in OF_A_CHILD:
        method, _, rest = operation.partition(" ")
        path = f"{home.path}/residents/{child['id']}{rest}"
        answers[operation] = (await api.request(method, path, json=BODIES.get(operation))).status_code
    return answers


def admitted(answers: dict[str, int]) -> bool:
    return not {401, 403, 404} & set(answers.values())


async def test_a_guardian_speaks_for_their_own_child_alone(home: Center) -> None:
    mother, other = await home.enter(), await home.enter()
    child, others_child = await child_of(home, mother), await child_of(home, other)
    for api in (home.resident(mother["id"]), guardian(home, mother, child)):
        answers = await touched(api, home, others_child)
        assert set(answers.values()) == {404}, answers
    answers = await touched(home.resident(mother["id"]), home, child)
    assert admitted(answers), answers


async def test_whoever_is_released_speaks_for_the_child_no_longer(home: Center) -> None:
    """At once, though their token still names the child."""
    mother, father = await home.enter(), await home.enter()
    child = await child_of(home, mother)
    path = f"{home.path}/residents/{child['id']}/guardians"
    body = {"bond": "parent", "ground": "со слов матери"}
    assert (await home.manager.put(f"{path}/{father['id']}", json=body)).status_code == 200
    assert (await home.manager.delete(f"{path}/{mother['id']}")).status_code == 204
    answers = await touched(guardian(home, mother, child), home, child)
    assert set(answers.values()) == {404}, answers
    answers = await touched(home.resident(father["id"]), home, child)
    assert admitted(answers), answers


@pytest.mark.parametrize("service", ["registry", "talents", "surveys", "events", "notifications"])
async def test_a_log_is_read_by_whoever_answers_for_the_child_now_in_every_service(
    home: Center, running: Running, service: str
) -> None:
    mother, father = await home.enter(), await home.enter()
    child = await child_of(home, mother)
    bond = {"bond": "parent", "ground": "со слов матери"}
    guardians = f"{home.path}/residents/{child['id']}/guardians"
    assert (await home.manager.put(f"{guardians}/{father['id']}", json=bond)).status_code == 200
    path, query = f"{home.path}/audit", {"about": child["id"]}
    async with running(service) as api:
        await connected(api)
        fresh = api.as_(home.tokens.guardian(home.id, UUID(father["id"]), UUID(child["id"])))
        unnamed = api.as_(home.tokens.resident(home.id, UUID(father["id"])))
        stale = api.as_(home.tokens.guardian(home.id, UUID(mother["id"]), UUID(child["id"])))
        assert (await stale.get(path, params=query)).status_code == 200
        assert (await home.manager.delete(f"{guardians}/{mother['id']}")).status_code == 204
        assert (await stale.get(path, params=query)).status_code == 404
        assert (await fresh.get(path, params=query)).status_code == 200
        assert (await fresh.get(path, params={"about": mother["id"]})).status_code == 404
        assert (await unnamed.get(path, params=query)).status_code == 404


@pytest.mark.parametrize("answer", ["accept", "decline"])
async def test_a_post_is_good_in_its_organisation_until_its_term_ends(home: Center, answer: str) -> None:
    circle, other = await a_circle(home), await a_circle(home)
    anna, chair = await home.enter(), await home.enter()
    asked = await ask(home, anna, circle)

    async def answered(api: Api) -> int:
        return (await api.post(f"{home.path}/join-requests/{asked['id']}/{answer}")).status_code

    assert await answered(home.resident(chair["id"])) == 403
    await join(home, circle, chair, "organiser")
    over = activist(home, chair, circle, ends=time.time() - 1)
    assert await answered(over) == 403
    assert await answered(activist(home, await home.enter(), circle)) == 404
    assert await answered(activist(home, await home.enter(), other)) == 404
    assert await answered(activist(home, chair, circle, ends=time.time() + 60)) == 200


@pytest.mark.parametrize("standing", ["guardian", "activist"])
async def test_a_standing_opens_nothing_of_others(home: Center, standing: str) -> None:
    me, neighbor, circle = await home.enter(), await home.enter(), await a_circle(home)
    child = await child_of(home, me)
    api = guardian(home, me, child) if standing == "guardian" else activist(home, me, circle)
    person = f"{home.path}/residents/{neighbor['id']}"
    reads = (
        f"{home.path}/residents", person, f"{person}/contacts", f"{home.path}/audit?about={neighbor['id']}",
        f"{home.path}/talks", f"{home.path}/exports/residents", f"{home.path}/contests?open=true", "/staff",
    )  # fmt: skip
    answers = {path: (await api.get(path)).status_code for path in reads}
    writes = ("memberships", "organisations", "partners", "devices")
    answers |= {path: (await api.post(f"{home.path}/{path}", json={})).status_code for path in writes}
    theirs = answers.pop(f"{home.path}/contests?open=true")
    assert theirs == 200, "one's own, of which there are none"
    assert set(answers.values()) <= {403, 404}, answers


def guardian(home: Center, resident: Json, child: Json) -> Api:
    """A resident whose token names the child."""
    return home.api.as_(home.tokens.guardian(home.id, UUID(resident["id"]), UUID(child["id"])))


def activist(home: Center, resident: Json, organisation: Json, ends: float | None = None) -> Api:
    """A resident whose token names the organisation, and when the term ends."""
    token = home.tokens.activist(home.id, UUID(resident["id"]), UUID(organisation["id"]), term_ends=ends)
    return home.api.as_(token)
