"""What no link leads to: every component in all its states and colours, mistakes, and numbers that live."""

import pytest
from playwright.async_api import Page, expect

from shared.kit.ids import new_id
from tests.browser.conftest import NewVisitor
from tests.journeys.running_city import RunningCity

pytestmark = pytest.mark.browser


async def _scheme(page: Page, colors: str, contrast: str) -> None:
    await page.emulate_media(
        color_scheme="dark" if colors == "dark" else "light",
        contrast="more" if contrast == "more" else "no-preference",
    )


@pytest.mark.parametrize("width", [320, 1280])
@pytest.mark.parametrize("contrast", ["plain", "more"])
@pytest.mark.parametrize("colors", ["light", "dark"])
async def test_every_component_can_be_read(
    new_visitor: NewVisitor, colors: str, contrast: str, width: int
) -> None:
    visitor = await new_visitor(width)
    await _scheme(visitor.page, colors, contrast)
    await visitor.open("/dev/kit")


async def test_a_mistake_takes_the_focus_and_leads_to_its_field(new_visitor: NewVisitor) -> None:
    visitor = await new_visitor(320)
    await visitor.open("/sign-in")
    await visitor.press("Получить код")
    await expect(visitor.page).to_have_title("Ошибка: Вход · Соседи")
    assert await visitor.page.evaluate("document.activeElement.id") == "errors"
    await visitor.page.click("#errors a")
    assert await visitor.page.evaluate("document.activeElement.id") == "contact"


async def test_the_city_counts_while_somebody_looks(
    new_visitor: NewVisitor, running_city: RunningCity
) -> None:
    mail = f"live-{new_id().hex}@example.org"
    account = {"role": "city", "family_name": "Городская", "given_name": "Вера", "contact": mail}
    await running_city.as_(running_city.token("operator")).post("/registry/v1/staff", account)
    visitor = await new_visitor(1280)
    await visitor.sign_in(mail)
    center = {"slug": f"live-{new_id().hex[-10:]}", "name": "Живой", "host": "club", "address": "Речная, 1"}
    await running_city.as_(running_city.token("operator")).post("/registry/v1/centers", center)
    fresh = visitor.page.locator("[data-live=fresh]")
    before = await fresh.inner_text()
    await expect(fresh).not_to_have_text(before)
    await expect(fresh).to_contain_text("задержка")
