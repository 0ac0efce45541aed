"""What protects the pages: forms that cannot be forged, roles, headers, nothing inline."""

import re

import httpx
from fastapi import FastAPI
from fastapi.routing import APIRoute

from services.portal.main import SERVICE
from services.portal.security import comes_from_here
from services.portal.visits.visitor import SESSION_COOKIE
from shared.kit.bounds import LARGEST_TEXT
from shared.kit.ids import new_id
from tests.portal.conftest import Center
from tests.portal.reading import Page
from tests.portal.visiting import Visitor

ID = str(new_id())
_OPEN = {
    "/",
    "/center/{slug}",
    "/desk/talks/worker.js",
    "/kiosk",
    "/kiosk/away",
    "/sign-in",
    "/sign-in/choice",
    "/sign-in/code",
    "/sign-in/elsewhere",
    "/sign-in/elsewhere/back",
    "/sign-in/join",
    "/sign-in/join/name",
}
_OPEN_BELOW = ("/dev", "/erased/", "/language/")
_STAFF = ("/desk", "/operator", "/company", "/partner")
_OF_RESIDENTS = ("/me", "/help", "/matters", "/matches", "/lists", "/surveys", "/events", "/organisations")
_FORWARDED = ("/api/", "/.well-known/")


def _routes(method: str) -> set[str]:
    return {
        route.path
        for router in SERVICE.routers
        for route in router.routes
        if isinstance(route, APIRoute)
        and method in (route.methods or ())
        and not route.path.startswith(_FORWARDED)
    }


_PAGES = sorted(path for path in _routes("GET") - _OPEN if not path.startswith(_OPEN_BELOW))


def _below(*beginnings: str) -> list[str]:
    found = [path for path in _PAGES if path.startswith(beginnings)]
    assert found
    return found


def _filled(path: str) -> str:
    return re.sub(r"{\w+}", ID, path)


async def test_no_form_is_believed_without_its_token(center_pages: Center) -> None:
    believed = {}
    for visitor in (center_pages.manager(), center_pages.resident({"id": ID})):
        await visitor.get("/sign-in")
        for path in _routes("POST"):
            answer = await visitor.post(_filled(path), data={"csrf": "0" * 64})
            if answer.status_code != 403:
                believed[path] = answer.status_code
    assert believed == {}


async def test_a_token_of_another_browser_is_refused(center_pages: Center) -> None:
    stranger = await center_pages.visitor().open("/sign-in")
    visitor = center_pages.visitor()
    await visitor.open("/sign-in")
    await visitor.submit(stranger, {"contact": "a@example.org"}, expect=403)


async def test_a_form_sent_from_another_site_is_refused(center_pages: Center) -> None:
    visitor = center_pages.visitor()
    page = await visitor.open("/sign-in")
    values = page.form().values
    for headers in ({"origin": "http://evil.test"}, {"sec-fetch-site": "cross-site"}, {"origin": "null"}):
        answer = await visitor.post("/sign-in", data=values, headers=headers)
        assert answer.status_code == 403


def test_a_browser_that_says_nothing_is_judged_by_the_token_alone() -> None:
    assert comes_from_here(httpx.Headers({"host": "sosedi.test"}))
    assert comes_from_here(httpx.Headers({"host": "sosedi.test", "origin": "http://sosedi.test"}))
    assert not comes_from_here(httpx.Headers({"host": "sosedi.test", "origin": "http://sosedi.test.evil"}))


async def test_pages_ask_strangers_to_sign_in(center_pages: Center) -> None:
    visitor = center_pages.visitor()
    visitor.follow_redirects = False
    shown = {}
    for path in _PAGES:
        answer = await visitor.get(_filled(path))
        if answer.status_code != 303 or not answer.headers["location"].startswith("/sign-in"):
            shown[path] = answer.status_code
    assert shown == {}


async def test_residents_do_not_get_to_the_pages_of_staff(center_pages: Center) -> None:
    assert await _admitted(center_pages.resident({"id": ID}), _below(*_STAFF)) == {}


async def test_managers_do_not_get_to_residents_pages(center_pages: Center) -> None:
    assert await _admitted(center_pages.manager(), _below(*_OF_RESIDENTS)) == {}


async def test_managers_do_not_get_to_the_pages_of_other_staff(center_pages: Center) -> None:
    assert await _admitted(center_pages.manager(), _below(*_STAFF[1:])) == {}


async def _admitted(visitor: Visitor, paths: list[str]) -> dict[str, int]:
    """Those of the pages that are not refused as somebody else's."""
    answers = {path: await visitor.get(_filled(path)) for path in paths}
    return {
        path: answer.status_code
        for path, answer in answers.items()
        if answer.status_code != 403 or "не для вас" not in Page(answer.text).text
    }


async def test_residents_see_no_city_numbers(center_pages: Center) -> None:
    for path in ("/city", "/city/live", "/city/tables/reach.csv"):
        await center_pages.resident({"id": ID}).open(path, expect=403)


async def test_a_session_that_was_tampered_with_is_none(center_pages: Center) -> None:
    visitor = center_pages.manager()
    sealed = visitor.cookies[SESSION_COOKIE]
    visitor.cookies.clear()
    visitor.cookies.set(SESSION_COOKIE, sealed[:-4] + "AAAA", domain="sosedi.test")
    await visitor.open("/desk")
    assert visitor.here.startswith("/sign-in")


async def test_a_token_that_the_services_refuse_ends_the_session(center_pages: Center) -> None:
    expired = center_pages.tokens.of("manager", new_id(), (center_pages.id,), seconds=-5)
    visitor = center_pages.visitor().come_as(expired, center_pages.id)
    await visitor.open("/desk/people")
    assert visitor.here.startswith("/sign-in")


async def test_every_answer_carries_its_protection(portal: FastAPI, center_pages: Center) -> None:
    visitor = center_pages.visitor()
    for path in ("/", "/sign-in", "/nowhere", "/static/base.css"):
        answer = await visitor.get(path)
        policy = answer.headers["content-security-policy"]
        assert "script-src 'self'" in policy
        assert "unsafe" not in policy
        assert answer.headers["x-content-type-options"] == "nosniff"


async def test_cookies_are_out_of_reach_of_scripts_and_other_sites(center_pages: Center) -> None:
    answer = await center_pages.visitor().get("/sign-in")
    for cookie in answer.headers.get_list("set-cookie"):
        assert "HttpOnly" in cookie
        assert "SameSite=lax" in cookie


async def test_nothing_on_a_page_is_inline(center_pages: Center) -> None:
    person = await center_pages.person()
    pages = [await center_pages.visitor().open(path) for path in ("/", "/sign-in", "/dev/kit")]
    pages += [
        await center_pages.resident(person).open(path) for path in ("/", "/help/need/what", "/me", "/matters")
    ]
    pages += [await center_pages.manager().open(path) for path in ("/desk", "/desk/people", "/city")]
    for page in pages:
        _has_nothing_inline(page)


def _has_nothing_inline(page: Page) -> None:
    for tag, name, value in page.attributes:
        assert name != "style", f"<{tag} style={value!r}>"
        assert not name.startswith("on"), f"<{tag} {name}={value!r}>"
        assert not value.startswith("javascript:")
    scripts = [value for tag, name, value in page.attributes if tag == "script" and name == "src"]
    assert sum(tag == "script" and name == "src" for tag, name, _ in page.attributes) == len(scripts)


async def test_what_is_forwarded_is_bounded_too(portal: FastAPI) -> None:
    async with httpx.AsyncClient(transport=httpx.ASGITransport(portal), base_url="http://portal") as browser:
        answer = await browser.post("/api/registry/v1/sign-in/codes", json={"contact": "a" * LARGEST_TEXT})
    assert (answer.status_code, answer.json()["status"]) == (413, 413)


async def test_no_page_takes_a_form_without_end(portal: FastAPI) -> None:
    fields = {f"field-{number}": "a" * 1_000_000 for number in range(3)}
    assert (await Visitor(portal).post("/sign-in", data=fields)).status_code == 413
