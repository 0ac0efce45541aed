"""One visit of a page: who came, in which language, and how to answer them."""

import secrets
from collections.abc import Awaitable, Callable, Coroutine
from dataclasses import dataclass
from typing import Annotated, Any, TypeVar
from urllib.parse import urlsplit
from uuid import UUID

import httpx
from fastapi import Depends, Request
from starlette.responses import RedirectResponse, Response

from services.portal import pages
from services.portal.filling.forms import Form
from services.portal.visits.api import Api, Silent
from services.portal.visits.seal import Seal
from services.portal.visits.steps import Steps, steps_from
from services.portal.visits.tokens import Renewals
from services.portal.visits.visitor import (
    AWAY_AFTER,
    LANGUAGE_COOKIE,
    SESSION_COOKIE,
    VISITOR_COOKIE,
    Session,
    new_visitor,
)
from services.portal.wording.language import LANGUAGES, Language, language
from shared.contracts.permissions import Role
from shared.kit.language import asked
from shared.kit.settings import Settings

T = TypeVar("T")
UNSENT = "unsent"
"""The draft in which a form waits until its sender has shown who they are; sent at last, it names itself so."""
_MONTH = 30 * 24 * 3600
_YEAR = 365 * 24 * 3600


class SignInNeeded(Exception):
    """The page is for people who have signed in."""


class WrongRole(Exception):
    """The page is for people of another role."""


class FormNotOurs(Exception):
    """The form was not sent from a page of ours that this browser was given."""


@dataclass
class Portal:
    """What every visit needs of the portal."""

    settings: Settings
    client: httpx.AsyncClient
    seal: Seal
    renewals: Renewals

    @property
    def secure(self) -> bool:
        """Whether the city is reached over HTTPS, so that cookies must be too."""
        return self.settings.public_url.startswith("https:")


class Visit:
    """A request for a page, and the answers to it."""

    def __init__(self, request: Request, portal: Portal) -> None:
        self.request = request
        self.portal = portal
        self.visitor = request.cookies.get(VISITOR_COOKIE) or new_visitor()
        self.code = chosen_language(request)
        self.known = portal.seal.open(Session, request.cookies.get(SESSION_COOKIE, ""), SESSION_COOKIE)
        """Who was here last in this browser; their session may be over."""
        self.session = self.known if self.known and not self.known.over else None
        self.left_out: set[str] = set()
        """The services that did not answer, and without which the page is shown."""
        self._came_with, self._is_over, self._sends_unsent = self.session, False, False

    @property
    def address(self) -> str:
        """Where this page is found again; of one that answers a form, where the form stood."""
        sent = self.request.method != "GET"
        there = urlsplit(self.request.headers.get("referer", "") if sent else str(self.request.url))
        return local_path(f"{there.path}?{there.query}" if there.query else there.path)

    @property
    def speech(self) -> Language:
        """The language of the page."""
        return language(self.code)

    @property
    def csrf(self) -> str:
        """What the forms of this page carry."""
        return self.portal.seal.form_token(self.visitor)

    @property
    def browser(self) -> str:
        """A secret of this browser: a code that it asked for opens nothing in another."""
        return self.portal.seal.form_token(f"browser {self.visitor}")

    @property
    def api(self) -> Api:
        """The services as this person may use them."""
        token = self.session.access if self.session else None
        address = self.request.client.host if self.request.client else None
        agent = self.request.headers.get("user-agent")
        return Api(self.portal.client, self.portal.settings.services, token, address, self.code, agent)

    async def or_else(self, answer: Awaitable[T], otherwise: T) -> T:
        """The answer, or `otherwise` where its service is silent: a page can do without a part, and says so."""
        try:
            return await answer
        except Silent as silent:
            self.left_out.add(silent.service)
            return otherwise

    @property
    def me(self) -> Session:
        """The signed-in person; raises SignInNeeded."""
        if self.session is None:
            raise SignInNeeded
        return self.session

    @property
    def center(self) -> UUID:
        """The center in sight."""
        if self.me.center is None:
            raise WrongRole
        return self.me.center

    def steps(self, next_cursor: UUID | None) -> Steps:
        """The way through the list of which this page shows a part."""
        return steps_from(self.request.url, self.request.query_params, next_cursor)

    def page(self, template: str, form: Form | None = None, status: int = 200, **context: object) -> Response:
        """A page; `template` is named by its module, as `home/home`."""
        module, _, name = template.partition("/")
        file = f"{module}/templates/{name}.html"
        return self.dress(pages.html(self.code, file, {"visit": self, **context}, form, status))

    def go(self, path: str) -> Response:
        """The next page, so that reloading it sends nothing again."""
        return self.dress(RedirectResponse(path, 303))

    def dress(self, response: Response) -> Response:
        """Gives the response the cookies that have changed."""
        if VISITOR_COOKIE not in self.request.cookies:
            self.keep(response, VISITOR_COOKIE, self.visitor, _YEAR)
        if self.session is not None and self.session is not self._came_with:
            self._keep_session(response, self.session)
        elif self.session is None and self._came_with is not None:
            if self._is_over and not self._came_with.is_shared:
                self._keep_session(response, self._came_with.ended())
            else:
                response.delete_cookie(SESSION_COOKIE)
        if self._sends_unsent:
            for name in self.request.cookies:
                if name.startswith(f"{UNSENT}."):
                    response.delete_cookie(name)
        if self.session is not None and self.session.is_shared:
            response.headers["refresh"] = f"{AWAY_AFTER}; url=/kiosk/away"
        return response

    def keep(self, response: Response, name: str, value: str, seconds: int | None, path: str = "/") -> None:
        """Sets a cookie that scripts and other sites do not see; without seconds it goes with the browser."""
        response.set_cookie(
            name, value, max_age=seconds, path=path, httponly=True, samesite="lax", secure=self.portal.secure
        )

    def _keep_session(self, response: Response, session: Session) -> None:
        seconds = None if session.is_shared else _MONTH
        self.keep(response, SESSION_COOKIE, self.portal.seal.close(session, SESSION_COOKIE), seconds)

    async def renew(self, *, at_once: bool = False) -> None:
        """Renews the tokens of a session where it is time, or `at_once`; one that cannot be renewed is over."""
        if self.session is not None and (at_once or self.session.is_due):
            self.session = await self.portal.renewals.renewed(self.session)
            self._is_over = self.session is None

    def lose_session(self) -> None:
        """The session is over; whose it was stays known, so that what they typed finds them again."""
        self.session, self._is_over = None, True

    @property
    def has_unsent(self) -> bool:
        """Whether a form waits for whoever was here last."""
        return f"{UNSENT}.0" in self.request.cookies

    def sends_unsent(self) -> None:
        """The form that waited is sent: the browser need not keep it any longer."""
        self._sends_unsent = True


def chosen_language(request: Request) -> str:
    """The language that was switched to on a page, else the one that the browser would rather have."""
    chosen = request.cookies.get(LANGUAGE_COOKIE)
    return chosen if chosen in LANGUAGES else asked(request.headers.get("accept-language", ""))


def portal_of(request: Request) -> Portal:
    """The portal that this request came to."""
    found: Portal = request.app.state.portal
    return found


async def visit_of(request: Request) -> Visit:
    """The visit of anyone."""
    visit = Visit(request, portal_of(request))
    await visit.renew()
    return visit


def visit_as(*roles: Role) -> Callable[..., Coroutine[Any, Any, Visit]]:  # Any: a coroutine's unused halves
    """The visit of somebody with one of these roles."""

    async def admitted(visit: Annotated[Visit, Depends(visit_of)]) -> Visit:
        if visit.me.role not in roles:
            raise WrongRole
        return visit

    return admitted


async def form_of(request: Request, visit: Annotated[Visit, Depends(visit_of)]) -> Form:
    """The form that was sent; raises FormNotOurs unless it carries this browser's token."""
    sent = await request.form(max_files=0, max_fields=2000)
    values: dict[str, list[str]] = {}
    for name, value in sent.multi_items():
        if isinstance(value, str):
            values.setdefault(name, []).append(value)
    form = Form(values)
    if not visit.portal.seal.believes(visit.visitor, form.value("csrf")):
        raise FormNotOurs
    if form.value("once"):
        form.once = form.value("once")
    if form.value(UNSENT):
        visit.sends_unsent()
    return form


def local_path(text: str, otherwise: str = "/") -> str:
    """The text where it is a path on this site, so that no link can send a visitor elsewhere."""
    parts = urlsplit(text)
    safe = text.startswith("/") and not text.startswith(("//", "/\\")) and not parts.netloc
    return text if safe and "\\" not in text and text.isprintable() else otherwise


def new_once() -> str:
    """A value under which a command is carried out once."""
    return secrets.token_urlsafe(16)


Anyone = Annotated[Visit, Depends(visit_of)]
Resident = Annotated[Visit, Depends(visit_as("resident"))]
Manager = Annotated[Visit, Depends(visit_as("manager"))]
Operator = Annotated[Visit, Depends(visit_as("operator"))]
Company = Annotated[Visit, Depends(visit_as("company"))]
SignedIn = Annotated[
    Visit, Depends(visit_as("resident", "manager", "partner", "company", "city", "operator"))
]
Filled = Annotated[Form, Depends(form_of)]
