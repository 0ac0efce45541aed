"""Error pages in plain words, for people; and the way back to the sign-in."""

from urllib.parse import quote, urlsplit

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.responses import RedirectResponse, Response

from services.portal.again.endpoints import PATH
from services.portal.api import Refused, Silent
from services.portal.draft import Draft, keep_draft
from services.portal.security import protect
from services.portal.sign_in.view import UNSENT
from services.portal.visit import FormNotOurs, SignInNeeded, Visit, WrongRole, local_path, portal_of
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
    back = request.url.path if request.method == "GET" else "/"
    if request.method == "GET" and request.url.query:
        back += f"?{request.url.query}"
    return RedirectResponse(f"/sign-in?next={quote(back, safe='/')}" if back != "/" else "/sign-in", 303)


async def _to_sign_in_again(request: Request) -> Response:
    """Keeps what was typed, so that it can be sent once somebody has shown anew who they are."""
    visit = Visit(request, portal_of(request))
    if request.method == "GET":
        path = request.url.path + (f"?{request.url.query}" if request.url.query else "")
        return visit.go(f"/sign-in/again?next={quote(path, safe='/')}")
    sent = await request.form()
    kept: dict[str, list[str]] = {PATH: [request.url.path]}
    for name, value in sent.multi_items():
        if isinstance(value, str) and name != "csrf":
            kept.setdefault(name, []).append(value)
    came_from = local_path(urlsplit(request.headers.get("referer", "")).path, "/")
    response = visit.go(f"/sign-in/again?next={quote(came_from, safe='/')}")
    return keep_draft(visit, response, UNSENT, Draft(who=str(visit.me.id), answers=kept))


async def _wrong_role(request: Request, _: Exception) -> Response:
    return _page(request, 403, "wrong-role")


async def _form_not_ours(request: Request, _: Exception) -> Response:
    return _page(request, 403, "form")


async def _refused(request: Request, error: Exception) -> Response:
    assert isinstance(error, Refused)
    if error.status == 401:
        response = await _to_sign_in(request, error)
        response.delete_cookie("sosedi")
        return response
    if error.code == "access.sign-in-again-needed":
        return await _to_sign_in_again(request)
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
    protect(response.headers)  # this answer is made outside of the middleware
    return response


def _page(request: Request, status: int, what: str, said: str = "") -> Response:
    if request.url.path.startswith("/api/"):
        return answer(Problem(title=status_title(status), status=status, code=f"http.{status}"))
    visit = Visit(request, portal_of(request))
    return visit.page("errors_seen/error", status=status, what=what, said=said)
