"""Somebody who visits the pages: a browser's cookies, forms filled in, and nothing more."""

from collections.abc import Mapping
from uuid import UUID

import httpx
from fastapi import FastAPI

from services.portal.visits.visitor import SESSION_COOKIE, KnownCenter, Session
from tests.portal.reading import Page

Typed = Mapping[str, str | list[str]]


class Visitor(httpx.AsyncClient):
    """One browser, without JavaScript."""

    def __init__(self, app: FastAPI) -> None:
        super().__init__(
            transport=httpx.ASGITransport(app=app, raise_app_exceptions=False),
            base_url="http://sosedi.test",
            follow_redirects=True,
            trust_env=False,
            timeout=30,
        )
        self.app = app
        self.answer = httpx.Response(200)

    def come_as(self, token: str, *centers: UUID, name: str = "Дом на углу") -> "Visitor":
        """Comes with a session, as after signing in."""
        known = [KnownCenter(id=center, name=name) for center in centers]
        session = Session(access=token, centers=known, center=centers[0] if centers else None)
        seal = self.app.state.portal.seal
        self.cookies.set(SESSION_COOKIE, seal.close(session, SESSION_COOKIE), domain="sosedi.test")
        return self

    async def open(self, path: str, expect: int = 200) -> Page:
        """Opens a page."""
        self.answer = await self.get(path)
        assert self.answer.status_code == expect, (
            f"{path}: {self.answer.status_code} {self.answer.text[-2000:]}"
        )
        return Page(self.answer.text)

    async def submit(
        self, page: Page, typed: Typed | None = None, *, to: str = "", expect: int = 200, keep: bool = True
    ) -> Page:
        """Sends a form of the page with what was typed, and what stood in it already where `keep`."""
        form = page.form(to)
        values: dict[str, str | list[str]] = dict(form.values) if keep else {}
        values.update(typed or {})
        path = form.action or self.here
        self.answer = await self.post(path, data=values, headers={"origin": "http://sosedi.test"})
        assert self.answer.status_code == expect, (
            f"{path}: {self.answer.status_code} {self.answer.text[-2000:]}"
        )
        return Page(self.answer.text)

    @property
    def here(self) -> str:
        """The address of the page in sight."""
        return self.answer.url.raw_path.decode()
