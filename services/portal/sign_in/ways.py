"""The ways into the city beside a code: a passkey, a sign-in service, a card at the center's device."""

from typing import Annotated
from urllib.parse import quote
from uuid import UUID

from fastapi import APIRouter, Query
from pydantic import BaseModel, Json
from starlette.responses import JSONResponse, RedirectResponse, Response

from services.portal.filling.forms import Form
from services.portal.sign_in.view import SignedIn, enter
from services.portal.visits.api import Objection, Read, Refused, Silent
from services.portal.visits.visit import Anyone, Filled, Visit, local_path
from services.portal.wording.language import phrase

router = APIRouter(prefix="/sign-in", include_in_schema=False)

_COOKIE = "elsewhere"
_BACK = "/sign-in/elsewhere/back"
_KEPT_FOR = 10 * 60

KEY_UNFIT = phrase("Ключ не подошёл. Попробуйте ещё раз или войдите иначе")
SERVICE_SILENT = phrase("Служба входа не отвечает. Войдите иначе или попробуйте позже")


class Ways(Read):
    """What the registry says of the ways here."""

    telephones: bool = False
    passkeys: bool = False
    passkey_origins: list[str] = []
    provider: str | None = None


class Options(Read):
    """What the browser asks a key by."""

    challenge_id: UUID
    options: dict[str, object]


class Begun(Read):
    """Where the browser goes to sign in."""

    challenge_id: UUID
    url: str


class Elsewhere(BaseModel):
    """What is kept while somebody signs in elsewhere."""

    challenge_id: UUID
    next: str
    anew: bool = False


class Answered(Read):
    """The answer of a key, as the page's script sends it."""

    challenge_id: UUID
    credential: Json[dict[str, object]]


async def ways_of(visit: Visit) -> Ways:
    """The ways here; where the registry is silent, a code alone is offered."""
    return await visit.or_else(visit.api.get(Ways, "registry", "/sign-in/ways"), Ways())


def key_address(visit: Visit, origins: list[str]) -> str | None:
    """The address at which keys work, where this page was opened at another; None where they work here."""
    here = f"{visit.request.url.scheme}://{visit.request.url.netloc}"
    if not origins or here in origins or visit.portal.secure:
        return None
    return origins[0]


def answered(form_values: dict[str, str]) -> Answered:
    """The key's answer in a form; raises ValueError where there is none."""
    return Answered.model_validate(form_values)


@router.post("/passkey/options")
async def options(visit: Anyone, form: Filled) -> Response:
    """For the page's script: by what the browser asks a key."""
    del form  # it has proven that the page is ours
    body = {"browser": visit.browser}
    asked = await visit.api.post(Options, "registry", "/sign-in/passkeys/options", body)
    return JSONResponse(asked.model_dump(mode="json"))


@router.post("/passkey")
async def show_key(visit: Anyone, form: Filled) -> Response:
    """Signs in by a key."""
    to = local_path(form.value("next"))
    try:
        shown = answered({name: form.value(name) for name in ("challenge_id", "credential")})
        body = {**shown.model_dump(mode="json"), "browser": visit.browser}
        signed = await visit.api.post(SignedIn, "registry", "/sign-in/passkeys/tokens", body)
    except (Objection, ValueError):
        form.wrong("", KEY_UNFIT)
        return visit.page("sign_in/contact", Form({}, form.errors), next=to, ways=await ways_of(visit))
    return await enter(visit, signed, to)


@router.get("/elsewhere")
async def go_elsewhere(
    visit: Anyone, next_: Annotated[str, Query(alias="next")] = "/", anew: Annotated[bool, Query()] = False
) -> Response:
    """To the sign-in service; a link and no form, because the browser leaves this site."""
    body = {"browser": visit.browser, "redirect_uri": _back(visit), "anew": anew}
    begun = await visit.api.post(Begun, "registry", "/sign-in/elsewhere", body)
    kept = Elsewhere(challenge_id=begun.challenge_id, next=local_path(next_), anew=anew)
    response = visit.dress(RedirectResponse(begun.url, 303))
    visit.keep(response, _COOKIE, visit.portal.seal.close(kept, _COOKIE), _KEPT_FOR, "/sign-in")
    return response


@router.get("/elsewhere/back")
async def come_back(
    visit: Anyone, state: Annotated[str, Query()] = "", code: Annotated[str, Query()] = ""
) -> Response:
    """From the sign-in service, with what it gave."""
    kept = visit.portal.seal.open(Elsewhere, visit.request.cookies.get(_COOKIE, ""), _COOKIE)
    if kept is None or not code:
        return visit.go("/sign-in")
    body = {
        "challenge_id": kept.challenge_id, "browser": visit.browser, "state": state, "code": code,
        "redirect_uri": _back(visit),
    }  # fmt: skip
    form = Form()
    try:
        signed = await visit.api.post(SignedIn, "registry", "/sign-in/elsewhere/tokens", body)
    except Silent:
        form.wrong("", SERVICE_SILENT)
    except Refused as refused:
        form.wrong("", refused.refusal.title)
    else:
        response = await enter(visit, signed, kept.next)
        if kept.anew and not visit.me.has_just_signed_in:
            response = visit.go(f"/sign-in/again?next={quote(kept.next)}&unsaid=1")
        response.delete_cookie(_COOKIE, path="/sign-in")
        return response
    return visit.page("sign_in/contact", form, next=kept.next, ways=await ways_of(visit))


def _back(visit: Visit) -> str:
    return f"{visit.portal.settings.public_url.rstrip('/')}{_BACK}"
