"""By keyboard alone: the way over the roof, one order of steps, a focus that is seen and that nothing covers."""

from urllib.parse import urlsplit

import pytest
from playwright.async_api import Page, expect

from shared.kit.ids import new_id
from tests.browser.conftest import NewVisitor
from tests.browser.visitor import Visitor
from tests.journeys.neighborhood import Neighborhood
from tests.journeys.running_city import Json, RunningCity

pytestmark = [pytest.mark.browser, pytest.mark.timeout(240)]

_MOST_STEPS = 120
_ALL = "a[href], button, input:not([type=hidden]), select, textarea, summary, [tabindex='0']"
_FOCUSED = """
() => {
  const one = document.activeElement, box = one.getClientRects()[0], seen = [one, one.closest(".choice, .chip")]
  const drawn = seen.filter(Boolean).some(it => {
    const style = getComputedStyle(it)
    return style.outlineStyle !== "none" || style.boxShadow !== "none"
  })
  const middle = document.elementFromPoint(
    Math.min(box.x + box.width / 2, innerWidth - 1), Math.max(0, Math.min(box.y + box.height / 2, innerHeight - 1)))
  const within = it => it === middle || it.contains(middle) || middle.contains(it)
  const free = middle !== null && seen.filter(Boolean).some(within)
  const all = [...document.querySelectorAll(ALL)]
  return {name: one.tagName + " " + (one.innerText || one.name || one.id).slice(0, 40), at: all.indexOf(one), drawn,
    free: free || box.height > innerHeight / 2}
}
""".replace("ALL", repr(_ALL))


@pytest.fixture
async def here(running_city: RunningCity) -> Neighborhood:
    return await Neighborhood.open(running_city, "library", str(new_id().int % 10_000_000).zfill(7))


async def steps(page: Page) -> list[Json]:
    """Where the focus goes from the top of the page to its end."""
    found: list[Json] = []
    for _ in range(_MOST_STEPS):
        await page.keyboard.press("Tab")
        step = await page.evaluate(_FOCUSED)
        if step["at"] < 0 or (found and step["at"] == found[0]["at"]):
            break
        found.append(step)
    return found


async def walked_by_keyboard(visitor: Visitor, path: str) -> None:
    await visitor.page.goto(f"{visitor.city.url}{path}")
    found = await steps(visitor.page)
    assert len(found) > 2, path
    assert not [one["name"] for one in found if not one["drawn"]], f"{path}: focus that is not seen"
    assert not [one["name"] for one in found if not one["free"]], f"{path}: focus that something covers"
    order = [one["at"] for one in found if not one["name"].startswith("INPUT")]
    assert order == sorted(order), f"{path}: {[one['name'] for one in found]}"


@pytest.mark.parametrize(
    ("width", "paths"),
    [
        (320, ("/desk", "/desk/people/new", "/desk/organisations/new", "/desk/directory")),
        (1280, ("/desk", "/desk/places/houses/new")),
    ],
)
async def test_every_step_is_seen_in_order_and_uncovered(
    here: Neighborhood, new_visitor: NewVisitor, width: int, paths: tuple[str, ...]
) -> None:
    manager = await new_visitor(width)
    await manager.sign_in(f"manager-{here.mark}@example.org")
    for path in paths:
        await walked_by_keyboard(manager, path)
    nobody = await new_visitor(width)
    for path in ("/", "/sign-in", "/dev/kit"):
        await walked_by_keyboard(nobody, path)


async def test_the_first_step_leads_over_the_roof(here: Neighborhood, new_visitor: NewVisitor) -> None:
    manager = await new_visitor(320)
    await manager.sign_in(f"manager-{here.mark}@example.org")
    page = manager.page
    await page.goto(f"{manager.city.url}/desk/people")
    await page.keyboard.press("Tab")
    await expect(page.locator(".skip")).to_be_focused()
    await expect(page.locator(".skip")).to_be_in_viewport(ratio=1)
    await page.keyboard.press("Enter")
    await page.keyboard.press("Tab")
    assert await page.evaluate("document.querySelector('main').contains(document.activeElement)")


@pytest.mark.parametrize("place", ["/desk", "/desk/partners"])
async def test_on_a_telephone_the_place_one_is_at_is_in_sight(
    here: Neighborhood, new_visitor: NewVisitor, place: str
) -> None:
    manager = await new_visitor(320)
    await manager.sign_in(f"manager-{here.mark}@example.org")
    await manager.page.goto(f"{manager.city.url}{place}")
    await expect(manager.page.locator(".place[aria-current]")).to_be_in_viewport(ratio=1)


async def test_a_likely_duplicate_is_said_while_typing_and_the_focus_stays(
    here: Neighborhood, new_visitor: NewVisitor
) -> None:
    house = await here.manager.post(here.path("registry", "houses"), {"address": "Садовая, 12", "flats": 40})
    await here.enter_resident("Мария", house["id"], "9", None, None)
    manager = await new_visitor(320)
    await manager.sign_in(f"manager-{here.mark}@example.org")
    await manager.open("/desk/people/new")
    await manager.unfold("Отчество")
    said = manager.page.locator("[aria-live=polite]")
    for field, text in (
        ("family_name", f"Канарейкина{here.mark}"),
        ("given_name", "Мария"),
        ("birth_year", "1960"),
    ):
        await manager.page.locator(f"[name={field}]").press_sequentially(text)
    await expect(said).to_contain_text("один год рождения")
    await expect(manager.page.locator("[name=birth_year]")).to_be_focused()
    await manager.look()
    await manager.page.keyboard.press("Backspace")
    await expect(said).to_be_empty()
    assert urlsplit(manager.page.url).path == "/desk/people/new"
