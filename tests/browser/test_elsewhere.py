"""Staff sign in through a real provider in a browser: from the page to its door and back."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlencode

import pytest
import uvicorn
from playwright.async_api import Browser, Page, expect

from deploy.embedded.process import free_port
from services.registry.settings import Provider
from shared.kit.ids import new_id
from shared.testing.polling import eventually
from shared.testing.running import Api, City
from tests.portal.conftest import portal_before
from tests.registry.access.provider import RealProvider, provider_process, wait_for

pytestmark = pytest.mark.browser

NAME = "службу города"


@dataclass(frozen=True)
class Place:
    """A portal with its registry, which knows a provider."""

    url: str
    registry: Api
    provider: RealProvider
    operator: str

    async def clerk(self, *, subject: str, verified: bool = True, **claims: object) -> str:
        """Somebody of the city administration, who is known to the provider too; their mail address."""
        mail = f"clerk-{new_id().hex}@example.org"
        account = {"role": "city", "family_name": "Ключева", "given_name": "Нина", "contact": mail}
        opened = await self.registry.as_(self.operator).post("/staff", json=account)
        assert opened.status_code == 201, opened.text
        await asyncio.to_thread(self.provider.knows, subject, email=mail, email_verified=verified, **claims)
        return mail


@pytest.fixture
async def place(city_of_tests: City, tmp_path: Path) -> AsyncIterator[Place]:
    """The pages are served to real browsers; the services behind them run in this process."""
    port = free_port()
    url = f"http://127.0.0.1:{port}"
    secret = tmp_path / "secret"
    secret.write_text("between the two of them\n")
    async with AsyncExitStack() as stack:
        provider = stack.enter_context(provider_process(tmp_path / "log"))
        await wait_for(provider)
        registry = await stack.enter_async_context(city_of_tests.running("registry", public_url=url))
        known = Provider(issuer=provider.issuer, client_id="sosedi", secret_file=secret, name=NAME)
        registry.app.state.provider = known
        app = await portal_before(city_of_tests, {"registry": registry.app}, stack, public_url=url)
        server = uvicorn.Server(uvicorn.Config(app, port=port, lifespan="off", log_config=None))
        serving = asyncio.create_task(server.serve())
        await eventually(lambda: server.started)
        yield Place(url, registry, provider, city_of_tests.tokens.operator())
        server.should_exit = True
        await serving


@pytest.fixture
async def page(chromium: Browser) -> AsyncIterator[Page]:
    """A telephone."""
    context = await chromium.new_context(viewport={"width": 320, "height": 900}, locale="ru-RU")
    yield await context.new_page()
    await context.close()


async def go_through(place: Place, page: Page, subject: str) -> None:
    """From the sign-in page to the provider, and back as this person."""
    await page.goto(f"{place.url}/sign-in?next=/security")
    await page.get_by_role("link", name=f"Войти через {NAME}").click()
    await page.wait_for_url(f"{place.provider.issuer}/**")
    await page.locator("[name=sub]").fill(subject)
    await page.keyboard.press("Enter")
    await page.wait_for_url(f"{place.url}/**")


async def test_somebody_known_on_both_sides_is_let_in_and_led_where_they_wanted(
    place: Place, page: Page
) -> None:
    subject = new_id().hex
    await place.clerk(subject=subject)
    await go_through(place, page, subject)
    await expect(page).to_have_url(f"{place.url}/security")
    await expect(page.locator("body")).to_contain_text("через другую службу")


async def test_a_provider_that_asked_nobody_anew_confirms_nothing(place: Place, page: Page) -> None:
    subject = new_id().hex
    await place.clerk(subject=subject, auth_time=1)
    await go_through(place, page, subject)
    await page.goto(f"{place.url}/sign-in/again?next=/security")
    await page.get_by_role("link", name=f"Войти через {NAME}").click()
    await page.locator("input[name=sub]").fill(subject)
    await page.keyboard.press("Enter")
    await page.wait_for_url(f"{place.url}/**")
    await expect(page.locator("body")).to_contain_text("не сказала, что спросила вас заново")
    await expect(page.get_by_role("button", name="Получить код")).to_be_visible()


async def test_somebody_whose_address_the_provider_has_not_verified_stays_outside(
    place: Place, page: Page
) -> None:
    subject = new_id().hex
    await place.clerk(subject=subject, verified=False)
    await go_through(place, page, subject)
    await expect(page.locator("body")).to_contain_text("нет учётной записи сотрудника")
    await page.goto(f"{place.url}/security")
    await expect(page).to_have_url(f"{place.url}/sign-in?next=/security")


async def test_what_one_browser_began_another_does_not_end(
    place: Place, page: Page, chromium: Browser
) -> None:
    subject = new_id().hex
    await place.clerk(subject=subject)
    await page.goto(f"{place.url}/sign-in")
    await page.get_by_role("link", name=f"Войти через {NAME}").click()
    brought = urlencode(await place.provider.sign_in(page.url, subject))
    context = await chromium.new_context()
    other = await context.new_page()
    await other.goto(f"{place.url}/sign-in/elsewhere/back?{brought}")
    await expect(other).to_have_url(f"{place.url}/sign-in")
    await context.close()
