"""Chromium, and the running city of the journeys."""

from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AsyncExitStack

import pytest
from playwright.async_api import Browser, async_playwright

from tests.browser.visitor import Visitor
from tests.journeys.conftest import run_file, running_city
from tests.journeys.running_city import RunningCity

__all__ = ["run_file", "running_city"]

CHROMIUM = "/usr/bin/chromium"
QUIET = [
    "--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update",
    "--disable-sync", "--no-first-run",
]  # fmt: skip

NewVisitor = Callable[..., Awaitable[Visitor]]


@pytest.fixture(scope="session")
async def chromium() -> AsyncIterator[Browser]:
    """The system's browser, without a window."""
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=CHROMIUM, args=QUIET)
        yield browser
        await browser.close()


@pytest.fixture
async def new_visitor(chromium: Browser, running_city: RunningCity) -> AsyncIterator[NewVisitor]:
    """`await new_visitor(width=320, javascript=False)`: somebody with a browser of their own."""
    async with AsyncExitStack() as stack:

        async def open_browser(width: int = 1280, javascript: bool = True) -> Visitor:
            context = await chromium.new_context(
                viewport={"width": width, "height": 900}, java_script_enabled=javascript, locale="ru-RU"
            )
            stack.push_async_callback(context.close)
            context.set_default_timeout(10_000)
            return Visitor(running_city, await context.new_page(), checks=javascript)

        yield open_browser
