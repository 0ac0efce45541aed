"""A chance meeting noted on a telephone without a connection: nothing is lost, it is sent once, and the bar says so."""

import os
from pathlib import Path

import pytest
from playwright.async_api import APIResponse, Dialog, Route

from shared.kit.ids import new_id
from shared.testing.polling import eventually
from tests.browser.conftest import NewVisitor
from tests.browser.visitor import Visitor
from tests.journeys.neighborhood import Neighborhood
from tests.journeys.running_city import Json, RunningCity

pytestmark = [pytest.mark.browser, pytest.mark.timeout(240)]


@pytest.fixture
async def here(running_city: RunningCity) -> Neighborhood:
    return await Neighborhood.open(running_city, "library", str(new_id().int % 10_000_000).zfill(7))


@pytest.fixture
async def manager(here: Neighborhood, new_visitor: NewVisitor) -> Visitor:
    visitor = await new_visitor(320)
    await visitor.sign_in(f"manager-{here.mark}@example.org")
    return visitor


async def talks(here: Neighborhood) -> list[Json]:
    """What the center's log holds."""
    items: list[Json] = (await here.manager.get(here.path("registry", "talks")))["items"]
    return items


async def tap(visitor: Visitor, kind: str, words: str) -> None:
    """The three taps, without waiting for a page."""
    await visitor.choose(kind)
    await visitor.type("words", words)
    await visitor.page.get_by_role("button", name="Записать", exact=True).click()


async def _at_hand(visitor: Visitor) -> None:
    """The form is kept by the browser."""
    await eventually(lambda: visitor.page.evaluate("caches.has('talks')"))
    await eventually(
        lambda: visitor.page.evaluate(
            "caches.open('talks').then(c => c.match('/desk/talks/new')).then(Boolean)"
        )
    )


async def test_talks_noted_without_a_connection_are_sent_once_when_it_is_back(
    here: Neighborhood, manager: Visitor
) -> None:
    await manager.open("/desk/talks/new")
    await _at_hand(manager)
    await manager.page.context.set_offline(True)
    await tap(manager, "Идея", "Посадить сирень")
    await manager.sees("ждёт отправки 1 разговор")
    await manager.page.reload()
    await manager.sees("ждёт отправки 1 разговор")
    await tap(manager, "Просто разговор", "Гуляли с внуком")
    await manager.sees("ждут отправки 2 разговора")
    await picture(manager, "talks-offline")
    assert await talks(here) == []
    await manager.page.context.set_offline(False)

    async def sent() -> bool:
        return len(await talks(here)) == 2

    await eventually(sent)
    await manager.sees("Отправлены 2 разговора")
    assert {one["words"] for one in await talks(here)} == {"Посадить сирень", "Гуляли с внуком"}
    await manager.open("/desk/talks")
    await manager.sees("Посадить сирень")
    assert (
        await manager.page.evaluate("Object.keys(localStorage).filter(k => k.startsWith('talks')).length")
        == 0
    )


async def test_talk_whose_answer_was_lost_is_one(here: Neighborhood, manager: Visitor) -> None:
    await manager.open("/desk/talks/new")
    lost: list[APIResponse] = []

    async def lose(route: Route) -> None:
        if not lost:
            lost.append(await route.fetch(max_redirects=0))
            await route.abort()
        else:
            await route.continue_()

    await manager.page.route(lambda url: url.endswith("/desk/talks/new"), lose)
    await tap(manager, "Идея", "Качели")
    await manager.page.wait_for_url("**/desk/talks/*?done=noted")
    assert len(lost) == 1
    assert [one["words"] for one in await talks(here)] == ["Качели"]


async def test_talk_of_no_kind_is_not_sent_and_another_person_does_not_see_what_waits(
    here: Neighborhood, manager: Visitor
) -> None:
    await manager.open("/desk/talks/new")
    await _at_hand(manager)
    await manager.page.context.set_offline(True)
    await manager.type("words", "Без вида")
    await manager.page.get_by_role("button", name="Записать", exact=True).click()
    await manager.sees("Отметьте, что это было")
    await tap(manager, "Идея", "Личное")
    await manager.sees("ждёт отправки 1 разговор")
    keys = await manager.page.evaluate("Object.keys(localStorage)")
    assert len([key for key in keys if key.startswith("talks-")]) == 1
    await manager.page.context.set_offline(False)

    async def sent() -> bool:
        return [one["words"] for one in await talks(here)] == ["Личное"]

    await eventually(sent)


async def test_what_was_not_sent_is_asked_about_at_sign_out_and_is_gone_then(
    here: Neighborhood, manager: Visitor
) -> None:
    await manager.open("/desk/talks/new")
    await _at_hand(manager)
    await manager.page.route("**/desk/talks/new", _lose_what_is_sent)
    await tap(manager, "Идея", "Не ушло")
    await manager.sees("ждёт отправки 1 разговор")
    await manager.open("/desk/people")
    await manager.sees("ждёт отправки 1 разговор")
    answers = ["dismiss", "accept"]

    async def answer(dialog: Dialog) -> None:
        await (dialog.dismiss() if answers.pop(0) == "dismiss" else dialog.accept())

    manager.page.on("dialog", answer)
    leave = manager.page.locator("form[action='/sign-out'] button").first
    await leave.click()
    await manager.sees("ждёт отправки 1 разговор")
    await leave.click()
    await manager.page.wait_for_url(lambda url: "/desk" not in url)
    kept = "Object.keys(localStorage).filter(k => k.startsWith('talks')).length"
    assert await manager.page.evaluate(kept) == 0
    assert await talks(here) == []


async def _lose_what_is_sent(route: Route) -> None:
    await (route.abort() if route.request.method == "POST" else route.continue_())


async def picture(visitor: Visitor, name: str) -> None:
    """Keeps a picture of the page where `PICTURES` names a folder."""
    folder = os.environ.get("PICTURES")
    if folder:
        await visitor.page.screenshot(path=Path(folder) / f"{name}.png", full_page=True)
