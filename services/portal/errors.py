"""Error pages in plain words, for people; and the way back to the sign-in."""

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.responses import Response

from services.portal.again.unsent import lead_aside
from services.portal.security import protect
from services.portal.visits.api import Refused, Silent
from services.portal.visits.visit import FormNotOurs, SignInNeeded, Visit, WrongRole, portal_of
from shared.kit.problem_words import status_title
from shared.kit.problems import Problem, answer


def install(app: FastAPI) -> None:
    """Makes every failure of a page a page."""
    app.add_exception_handler(SignInNeeded, _to_sign_in)
    app.add_exception_handler(WrongRole, _wrong_role)
    app.add_exception_handler(FormNotOurs, _form_not_ours)
    app.add_exception_handler(Refused, _refused)
    app.add_exception_handler(Silent, _silent)
    app.add_exception_handler(RequestValidationError, _not_found)
    app.add_exception_handler(HTTPException, _http_error)
    app.add_exception_handler(Exception, _unexpected)


async def _to_sign_in(request: Request, _: Exception) -> Response:
    visit = Visit(request, portal_of(request))
    visit.lose_session()
    shared = visit.known is not None and visit.known.is_shared
    return await lead_aside(visit, "/kiosk" if shared else "/sign-in")


async def _wrong_role(request: Request, _: Exception) -> Response:
    return _page(request, 403, "wrong-role")


async def _form_not_ours(request: Request, _: Exception) -> Response:
    return _page(request, 403, "form")


async def _refused(request: Request, error: Exception) -> Response:
    assert isinstance(error, Refused)
    if error.status == 401:
        return await _to_sign_in(request, error)
    if error.code == "access.sign-in-again-needed":
        return await lead_aside(Visit(request, portal_of(request)), "/sign-in/again")
    name = {403: "wrong-role", 404: "missing", 409: "refused", 412: "outdated", 429: "often"}
    return _page(request, error.status, name.get(error.status, "refused"), error.refusal.title)


async def _silent(request: Request, _: Exception) -> Response:
    return _page(request, 503, "silent")


async def _not_found(request: Request, _: Exception) -> Response:
    return _page(request, 404, "missing")


async def _http_error(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    return _page(request, error.status_code, "missing" if error.status_code in (404, 405) else "refused")


async def _unexpected(request: Request, _: Exception) -> Response:
    response = _page(request, 500, "broken")
    protect(response.headers)  # it may be made outside of the middleware
    return response


def _page(request: Request, status: int, what: str, said: str = "") -> Response:
    if request.url.path.startswith("/api/"):
        return answer(Problem(title=status_title(status), status=status, code=f"http.{status}"))
    visit = Visit(request, portal_of(request))
    return visit.page("errors_seen/error", status=status, what=what, said=said)
