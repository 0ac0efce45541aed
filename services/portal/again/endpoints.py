"""«Подтвердите, что это вы»: a code, a key or a card before something grave, and back without losing what was typed."""

from contextlib import suppress
from datetime import datetime
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Query
from starlette.responses import Response

from services.portal.again.unsent import forget_unsent, unsent_of
from services.portal.filling import refusals
from services.portal.filling.forms import Form
from services.portal.guarding.view import keys_of
from services.portal.sign_in import view
from services.portal.sign_in.view import SignedIn as Tokens
from services.portal.sign_in.view import SigningIn, enter, keep, signing_in
from services.portal.sign_in.ways import ways_of
from services.portal.visits.api import Objection, Read, Refused, Silent
from services.portal.visits.visit import Filled, SignedIn, Visit, local_path
from services.portal.wording.language import phrase

router = APIRouter(prefix="/sign-in/again", include_in_schema=False)

UNSAID = phrase("Служба входа не сказала, что спросила вас заново. Подтвердите иначе")


class AgainAsked(Read):
    """A code is on its way to one's own contact."""

    request_id: UUID
    expires_at: datetime
    choice: UUID
    contact: str


@router.get("")
async def ask(
    visit: SignedIn,
    next_: Annotated[str, Query(alias="next")] = "/",
    unsaid: Annotated[bool, Query()] = False,
) -> Response:
    """Why, and in which way."""
    form = Form()
    if unsaid:
        form.wrong("", UNSAID)
    return await _page(visit, form, local_path(next_))


@router.post("")
async def send_code(visit: SignedIn, form: Filled) -> Response:
    """Has a code sent to one's own contact."""
    to = local_path(form.value("next"))
    try:
        body = {"browser": visit.browser, "language": visit.code}
        asked = await visit.api.post(AgainAsked, "registry", "/sign-in/again/codes", body)
    except Objection as objection:
        refusals.note(form, objection)
    except Silent:
        form.wrong("", view.NOT_SENT)
    except Refused as refused:
        if refused.status != 429:
            raise
        form.wrong("", view.TOO_OFTEN)
    else:
        so_far = SigningIn(contact=asked.contact, request_id=asked.request_id, next=to, choice=asked.choice)
        return keep(visit, visit.go("/sign-in/again/code"), so_far)
    return await _page(visit, form, to)


@router.get("/code")
async def ask_code(visit: SignedIn) -> Response:
    """Which code came."""
    so_far = signing_in(visit)
    return visit.go("/sign-in/again") if so_far is None else visit.page("again/code", Form(), so_far=so_far)


@router.post("/code")
async def check_code(visit: SignedIn, form: Filled) -> Response:
    """The same person goes on, in a session that has just begun; the one before ends."""
    so_far = signing_in(visit)
    if so_far is None or so_far.choice is None:
        return visit.go("/sign-in/again")
    code = form.need("code", view.CODE_MISSING)
    if not form.errors:
        body = {
            "request_id": so_far.request_id, "code": code, "choice": so_far.choice, "browser": visit.browser,
        }  # fmt: skip
        try:
            signed = await visit.api.post(Tokens, "registry", "/sign-in/tokens", body)
        except refusals.TROUBLE as trouble:
            refusals.note(form, trouble)
        else:
            with suppress(Refused, Silent):  # the new session is good all the same
                await visit.api.change("DELETE", "registry", "/sign-in/sessions/current")
            return await enter(visit, signed, so_far.next)
    return visit.page("again/code", form, so_far=so_far)


@router.get("/send")
async def ask_to_send(visit: SignedIn) -> Response:
    """What was typed before is still there, and is sent by one more press."""
    unsent = unsent_of(visit)
    return visit.go("/") if unsent is None else visit.page("again/send", Form(), unsent=unsent)


@router.post("/drop")
async def drop(visit: SignedIn, form: Filled) -> Response:
    """It is not to be sent."""
    del form
    return forget_unsent(visit, visit.go("/"))


async def _page(visit: Visit, form: Form, to: str) -> Response:
    keys = await keys_of(visit)
    return visit.page(
        "again/ask", form, next=to, ways=await ways_of(visit), has_key=bool(keys and keys.items)
    )
