"""While signed in: another center, another language, and the way out."""

from contextlib import suppress
from typing import Annotated

from fastapi import APIRouter, Query
from starlette.responses import Response

from services.portal.filling.forms import Form
from services.portal.sign_in import view
from services.portal.visits.api import Refused, Silent
from services.portal.visits.visit import Anyone, Filled, SignedIn, local_path
from services.portal.visits.visitor import LANGUAGE_COOKIE
from services.portal.wording.language import LANGUAGES

router = APIRouter(include_in_schema=False)

_YEAR = 365 * 24 * 3600


@router.get("/sign-in/center")
async def ask_center(visit: SignedIn) -> Response:
    """Which of one's centers to look at."""
    return visit.page("sign_in/center", Form())


@router.post("/sign-in/center")
async def choose_center(visit: SignedIn, form: Filled) -> Response:
    """Looks at another center."""
    center = form.id("center")
    if center not in {one.id for one in visit.me.centers}:
        form.wrong("center", view.CHOICE_MISSING)
        return visit.page("sign_in/center", form)
    visit.session = visit.me.model_copy(update={"center": center})
    return visit.go("/")


@router.post("/sign-out")
async def sign_out(visit: Anyone, form: Filled) -> Response:
    """Ends the session here and in the registry."""
    if visit.session is not None and visit.session.refresh is not None:
        with suppress(Refused, Silent):  # the session in this browser ends all the same
            await visit.api.change("DELETE", "registry", "/sign-in/sessions/current")
    shared = visit.session is not None and visit.session.is_shared
    visit.session = None
    response = visit.go("/kiosk" if shared else "/")
    response.headers["clear-site-data"] = '"cache"'
    return response


@router.get("/language/{code}")
async def speak(visit: Anyone, code: str, back: Annotated[str, Query()] = "/") -> Response:
    """Switches the language and comes back."""
    response = visit.go(local_path(back))
    if code in LANGUAGES:
        visit.keep(response, LANGUAGE_COOKIE, code, _YEAR)
    return response
