"""A member of staff makes a passkey and signs in by it, in a browser with an authenticator of its own."""

import pytest
from playwright.async_api import Page, expect

from shared.kit.ids import new_id
from tests.browser.conftest import NewVisitor
from tests.browser.visitor import Visitor, code_for
from tests.journeys.running_city import RunningCity

pytestmark = pytest.mark.browser


async def with_authenticator(page: Page, *, verifies: bool = True) -> None:
    """The browser has a platform authenticator, whose owner is there; `verifies`: and shows a finger."""
    session = await page.context.new_cdp_session(page)
    await session.send("WebAuthn.enable")
    options = {
        "protocol": "ctap2", "transport": "internal", "hasResidentKey": True, "hasUserVerification": True,
        "isUserVerified": verifies, "automaticPresenceSimulation": True,
    }  # fmt: skip
    await session.send("WebAuthn.addVirtualAuthenticator", {"options": options})


async def a_city_clerk(city: RunningCity) -> str:
    """Somebody of the city administration; their mail address."""
    mail = f"clerk-{new_id().hex}@example.org"
    account = {"role": "city", "family_name": "Ключева", "given_name": "Нина", "contact": mail}
    await city.as_(city.token("operator")).post("/registry/v1/staff", account)
    return mail


async def sign_in_at(visitor: Visitor, address: str, mail: str) -> None:
    await visitor.page.goto(f"{address}/sign-in?next=/security")
    await visitor.type("contact", mail)
    await visitor.press("Получить код")
    await visitor.type("code", await code_for(visitor.city, mail))
    await visitor.press("Войти")


async def test_staff_make_a_passkey_and_sign_in_by_it(
    new_visitor: NewVisitor, running_city: RunningCity
) -> None:
    visitor, mail = await new_visitor(320), await a_city_clerk(running_city)
    by_name = running_city.url.replace("127.0.0.1", "localhost")
    await with_authenticator(visitor.page)
    await sign_in_at(visitor, by_name, mail)
    await visitor.type("name", "Служебный телефон")
    await visitor.press("Добавить ключ")
    await visitor.sees("Ключ добавлен")
    await visitor.sees("Служебный телефон")
    await visitor.press("Выйти")
    await visitor.page.goto(f"{by_name}/sign-in?next=/security")
    await visitor.press("Войти ключом")
    await visitor.sees("Как вы входили")
    await expect(visitor.page.locator("#history ~ tbody tr").first).to_contain_text("ключом")
    await visitor.press("Изменить")
    await visitor.press("Удалить ключ")
    await visitor.sees("Ключ удалён")


async def test_a_device_that_asks_nobody_for_a_finger_makes_no_key(
    new_visitor: NewVisitor, running_city: RunningCity
) -> None:
    visitor, mail = await new_visitor(1280), await a_city_clerk(running_city)
    await with_authenticator(visitor.page, verifies=False)
    await sign_in_at(visitor, running_city.url.replace("127.0.0.1", "localhost"), mail)
    await visitor.page.get_by_role("button", name="Добавить ключ").click()
    await expect(visitor.page.locator("[data-passkey-wrong]").first).to_be_visible()


async def test_by_its_number_the_page_says_where_keys_work(
    new_visitor: NewVisitor, running_city: RunningCity
) -> None:
    visitor, mail = await new_visitor(320), await a_city_clerk(running_city)
    await sign_in_at(visitor, running_city.url, mail)
    await visitor.sees("Откройте сайт по имени")
    await visitor.sees(running_city.url.replace("127.0.0.1", "localhost"))
