"""Residents choose how to be told things, and nobody's choice is lost."""

from uuid import UUID

import pytest

from shared.contracts.registry import WayChosenV1
from shared.kit.ids import new_id
from shared.testing.running import Running
from shared.testing.tokens import Tokens
from tests.notifications.conftest import Desk, Enter, open_center


@pytest.fixture
async def center(running: Running, tokens: Tokens) -> UUID:
    """A center that the registry knows too: it keeps how residents are reached."""
    return await open_center(running, tokens)


def path_of(desk: Desk, resident: UUID) -> str:
    return f"/centers/{desk.center}/residents/{resident}/preferences"


async def test_whoever_has_not_chosen_has_the_usual(desk: Desk, somebody: UUID) -> None:
    answer = await desk.resident(somebody).get(path_of(desk, somebody))
    assert answer.json() == {
        "way": "site",
        "quiet_from": None,
        "quiet_to": None,
        "language": "ru",
        "version": 0,
    }
    assert answer.headers["etag"] == '"0"'


async def test_whoever_has_not_chosen_here_is_reached_as_their_card_says(desk: Desk, enter: Enter) -> None:
    resident = await enter(phone="+79160000001", way="phone", language="en")
    seen = (await desk.resident(resident).get(path_of(desk, resident))).json()
    assert (seen["way"], seen["language"], seen["version"]) == ("phone", "en", 0)


async def test_choice_is_kept_and_changed_by_its_version(desk: Desk, enter: Enter) -> None:
    somebody = await enter(phone="+79160000001")
    resident, path = desk.resident(somebody), path_of(desk, somebody)
    wish = {"way": "phone", "quiet_from": "21:00:00", "quiet_to": "09:00:00", "language": "ru"}
    first = await resident.put(path, json=wish, headers={"If-Match": '"0"'})
    assert first.json() == {**wish, "version": 1}
    second = await resident.put(path, json={"way": "visit"}, headers={"If-Match": first.headers["etag"]})
    assert (second.json()["way"], second.json()["quiet_from"], second.json()["version"]) == ("visit", None, 2)
    assert (await resident.get(path)).json() == second.json()


async def test_outdated_choice_overwrites_nothing(desk: Desk, enter: Enter) -> None:
    somebody = await enter(phone="+79160000001")
    resident, path = desk.resident(somebody), path_of(desk, somebody)
    await resident.put(path, json={"way": "phone"})
    assert (await resident.put(path, json={"way": "visit"}, headers={"If-Match": '"0"'})).status_code == 412
    assert (await resident.put(path, json={"way": "visit"})).status_code == 428
    assert (await resident.get(path)).json()["way"] == "phone"


async def test_a_way_without_its_contact_is_refused_beside_it(desk: Desk, enter: Enter) -> None:
    resident = await enter()
    for way in ("phone", "mail"):
        refused = await desk.resident(resident).put(path_of(desk, resident), json={"way": way})
        (error,) = refused.json()["errors"]
        assert (refused.status_code, error["pointer"]) == (422, "/way")
    assert (await desk.resident(resident).get(path_of(desk, resident))).json()["version"] == 0


async def test_a_choice_of_somebody_whom_the_registry_does_not_know_is_kept_nowhere(
    desk: Desk, somebody: UUID
) -> None:
    answer = await desk.resident(somebody).put(path_of(desk, somebody), json={"way": "visit"})
    assert (answer.status_code, answer.json()["code"]) == (404, "notifications.resident-not-found")
    assert (await desk.resident(somebody).get(path_of(desk, somebody))).json()["version"] == 0


async def test_a_choice_follows_what_the_registry_says_later(desk: Desk, enter: Enter) -> None:
    resident = await enter(phone="+79160000001")
    path = path_of(desk, resident)
    await desk.resident(resident).put(path, json={"way": "phone", "quiet_from": "21:00", "quiet_to": "09:00"})
    told = WayChosenV1(resident_id=resident, way="messenger", language="en")
    await desk.has_heard(await desk.told(told))
    seen = (await desk.resident(resident).get(path)).json()
    assert (seen["way"], seen["language"], seen["quiet_from"]) == ("site", "en", "21:00:00")


@pytest.mark.parametrize(
    "wrong",
    [
        {"way": "pigeon"},
        {"way": "messenger"},
        {"language": "de"},
        {"quiet_from": "21:00"},
        {"quiet_from": "21:00+03:00", "quiet_to": "09:00"},
        {"quiet_from": "25:00", "quiet_to": "09:00"},
    ],
    ids=str,
)
async def test_wrong_wish_is_refused(desk: Desk, somebody: UUID, wrong: dict[str, str]) -> None:
    answer = await desk.resident(somebody).put(path_of(desk, somebody), json=wrong)
    assert answer.status_code == 422
    assert answer.json()["errors"]


async def test_nobody_chooses_for_another(desk: Desk, somebody: UUID) -> None:
    await desk.driver.execute("insert into residents (center_id, id) values ($1, $2)", desk.center, somebody)
    stranger = desk.resident(new_id())
    assert (await stranger.get(path_of(desk, somebody))).status_code == 404
    assert (await stranger.put(path_of(desk, somebody), json={"way": "mail"})).status_code == 404


async def test_manager_enters_what_a_resident_of_the_center_asked_for(desk: Desk, enter: Enter) -> None:
    somebody = await enter()
    await desk.driver.execute(
        "insert into residents (center_id, id) values ($1, $2) on conflict do nothing", desk.center, somebody
    )
    answer = await desk.manager.put(path_of(desk, somebody), json={"way": "visit"})
    assert answer.status_code == 200
    noted = await desk.driver.fetchrow("select * from audit where about_id = $1", somebody)
    assert noted["action"] == "preferences.entered"


async def test_manager_knows_no_stranger(desk: Desk, somebody: UUID) -> None:
    refused = await desk.manager.put(path_of(desk, somebody), json={"way": "visit"})
    assert (refused.status_code, refused.json()["code"]) == (404, "notifications.resident-not-found")
