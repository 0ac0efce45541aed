"""Somebody in front of a browser: reads headings, presses what is written on buttons, and types into named fields."""

import json
from dataclasses import dataclass
from urllib.parse import urlsplit

from axe_playwright_python.async_playwright import Axe
from playwright.async_api import Page, expect

from shared.testing.polling import eventually
from tests.journeys.running_city import RunningCity

_TOO_SMALL = """
() => {
  const block = it => getComputedStyle(it).display.startsWith("inline") ? block(it.parentElement) : it
  const inSentence = it => {
    if (getComputedStyle(it).display !== "inline") return false
    const rest = block(it).cloneNode(true)
    rest.querySelectorAll("a, button, .unseen, .tag").forEach(each => each.remove())
    return /[\\p{L}\\p{N}]/u.test(rest.textContent)
  }
  return [...document.querySelectorAll("a[href], button, summary, select, textarea, input:not([type=hidden])")]
    .filter(it => it.checkVisibility() && !it.closest("svg, .skip, .unseen") && !inSentence(it))
    .map(it => [it, (it.closest("label") ?? it).getBoundingClientRect()])
    .filter(([, box]) => box.width > 1 && box.height < 43.5)
    .map(([it, box]) => `${box.height} px: ${it.innerText || it.name}`)
}
"""


@dataclass
class Visitor:
    """One person with one page open; with `checks`, every page that is opened is looked through by axe."""

    city: RunningCity
    page: Page
    checks: bool

    async def open(self, path: str) -> None:
        """Goes to a page of the city by its address."""
        answer = await self.page.goto(f"{self.city.url}{path}")
        assert answer is not None
        assert answer.status == 200, f"{path}: {answer.status}"
        await self.look()

    async def links(self) -> set[str]:
        """Where the links of this page lead within the city, without what only switches a view."""
        found: list[str] = await self.page.eval_on_selector_all(
            "a[href^='/']", "links => links.map(link => link.getAttribute('href'))"
        )
        return {urlsplit(link).path for link in found if not link.startswith(("/language/", "/static/"))}

    async def press(self, words: str) -> None:
        """Presses the first button or link with these words, and waits for the page that comes."""
        named = self.page.get_by_role("button", name=words).or_(self.page.get_by_role("link", name=words))
        async with self.page.expect_navigation(wait_until="load"):
            await named.first.click()
        await self.look()

    async def press_enter(self) -> None:
        """Sends the form as the keyboard does, and waits for the page that comes."""
        async with self.page.expect_navigation(wait_until="load"):
            await self.page.keyboard.press("Enter")
        await self.look()

    async def choose(self, *words: str) -> None:
        """Ticks answers by their words."""
        for each in words:
            await self.page.get_by_label(each, exact=False).first.check()

    async def type(self, field: str, text: str) -> None:
        """Types into the field of this name."""
        await self.page.locator(f"[name='{field}']").fill(text)

    async def unfold(self, words: str) -> None:
        """Opens a folded part of the page."""
        await self.page.locator("summary", has_text=words).first.click()

    async def sees(self, words: str, seconds: float = 5) -> None:
        """The words stand on the page, at the latest after so long."""
        await expect(self.page.locator("body")).to_contain_text(words, timeout=seconds * 1000)

    async def sign_in(self, contact: str) -> None:
        """By the code that has come into the local mailbox."""
        await self.open("/sign-in")
        await self.type("contact", contact)
        await self.press("Получить код")
        await self.type("code", await code_for(self.city, contact))
        await self.press("Войти")

    async def look(self) -> None:
        """Nothing that axe finds wrong, and nothing wider than the window."""
        if not self.checks:
            return
        found = await Axe().run(self.page)
        wrong = {one["id"]: [node["target"] for node in one["nodes"]] for one in found.response["violations"]}
        assert wrong == {}, f"{urlsplit(self.page.url).path}: {json.dumps(wrong, ensure_ascii=False)}"
        await self.fits()

    async def is_hit_by_a_finger(self) -> None:
        """Whatever can be pressed is high enough, but for links within a sentence."""
        small = await self.page.evaluate(_TOO_SMALL)
        assert small == [], f"{urlsplit(self.page.url).path}: {small}"

    async def fits(self) -> None:
        """Nothing is wider than the window."""
        wide = await self.page.evaluate(
            "document.documentElement.scrollWidth - document.documentElement.clientWidth"
        )
        assert wide <= 0, f"{urlsplit(self.page.url).path} is {wide} px too wide"


async def code_for(city: RunningCity, contact: str) -> str:
    """The code in the newest letter to this address."""
    anyone = city.as_()

    async def code() -> str:
        letters = (await anyone.get(f"/notifications/v1/dev/mail?address={contact}"))["items"]
        return "".join(one for one in letters[0]["text"] if one.isdigit())[:6] if letters else ""

    return await eventually(code)
