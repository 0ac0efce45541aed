"""A yard is drawn by hand on the center's own map: by pressing, by keyboard, or typed where nothing is drawn."""

import pytest
from playwright.async_api import Locator

from shared.kit.ids import new_id
from tests.browser.conftest import NewVisitor
from tests.browser.visitor import Visitor
from tests.journeys.neighborhood import Neighborhood
from tests.journeys.running_city import Json, RunningCity

pytestmark = [pytest.mark.browser, pytest.mark.timeout(240)]

EAST, NORTH = 37.6, 55.7


@pytest.fixture
async def here(running_city: RunningCity) -> Neighborhood:
    """A center with two houses, so that there is something to draw around."""
    here = await Neighborhood.open(running_city, "library", str(new_id().int % 10_000_000).zfill(7))
    for number, step in ((1, 0.0), (2, 0.01)):
        point = {"type": "Point", "coordinates": [EAST + step, NORTH + step]}
        body = {"address": f"Мира, {number}{here.mark}", "flats": 20, "point": point}
        await here.manager.post(here.path("registry", "houses"), body)
    return here


async def corners_of(here: Neighborhood, name: str) -> list[list[float]]:
    """The ring that the registry keeps, without the corner that closes it."""
    found: list[Json] = (await here.manager.get(here.path("registry", "territories")))["items"]
    ring: list[list[float]] = next(one for one in found if one["name"] == name)["geometry"]["coordinates"][0]
    assert ring[0] == ring[-1]
    return ring[:-1]


async def opens_the_form(visitor: Visitor, here: Neighborhood) -> Locator:
    await visitor.sign_in(f"manager-{here.mark}@example.org")
    await visitor.open("/desk/places/territories/new")
    return visitor.page.locator(".map-draw svg")


async def test_a_yard_is_drawn_by_pressing_and_by_keyboard(
    here: Neighborhood, new_visitor: NewVisitor
) -> None:
    visitor = await new_visitor(320)
    drawing = await opens_the_form(visitor, here)
    for x, y in ((40, 40), (140, 40), (140, 200), (40, 200)):
        await drawing.click(position={"x": x, "y": y})
    await visitor.page.get_by_role("button", name="Убрать последнюю точку").click()
    await drawing.focus()
    for key in ("ArrowUp", "ArrowLeft", "Enter", "Enter", "Backspace"):
        await visitor.page.keyboard.press(key)
    await visitor.type("name", "Двор у школы")
    await visitor.press("Добавить")
    await visitor.sees("Двор у школы")
    first, second, third, aimed = await corners_of(here, "Двор у школы")
    assert first[0] < second[0] == pytest.approx(third[0])
    assert first[1] == pytest.approx(second[1])
    assert second[1] > third[1]
    assert aimed[0] == pytest.approx(EAST + 0.005, abs=0.002)
    assert aimed[1] == pytest.approx(NORTH + 0.005, abs=0.002)


async def test_on_a_phone_the_map_follows_what_is_aimed_at(
    here: Neighborhood, new_visitor: NewVisitor
) -> None:
    visitor = await new_visitor(320)
    drawing = await opens_the_form(visitor, here)
    await drawing.focus()
    for key in ("ArrowRight", "Enter"):
        await visitor.page.keyboard.press(key)
    for drawn in (".map-aim", ".map-corner"):
        found = await visitor.page.locator(drawn).bounding_box()
        assert found is not None
        assert 0 < found["x"] < 320 - found["width"], drawn


async def test_without_javascript_the_corners_are_typed(here: Neighborhood, new_visitor: NewVisitor) -> None:
    visitor = await new_visitor(320, javascript=False)
    await opens_the_form(visitor, here)
    assert await visitor.page.get_by_role("button", name="Убрать последнюю точку").count() == 0
    await visitor.type("name", "Двор у клуба")
    await visitor.type("geometry", "55.70, 37.60\n55.70, 37.61\n55.71, 37.61")
    await visitor.press("Добавить")
    await visitor.sees("Двор у клуба")
    assert await corners_of(here, "Двор у клуба") == [[37.6, 55.7], [37.61, 55.7], [37.61, 55.71]]
