"""Signing in by a one-time code: contact, code, and a choice where there is one."""

from typing import Annotated

from fastapi import APIRouter, Query
from starlette.responses import Response

from services.portal.filling import refusals
from services.portal.filling.forms import Form
from services.portal.sign_in import view
from services.portal.sign_in.labels import ROLE
from services.portal.sign_in.view import Choice, CodeAsked, SignedIn, SigningIn, enter, keep, signing_in
from services.portal.sign_in.ways import ways_of
from services.portal.visits.api import Objection, Refused, Silent
from services.portal.visits.visit import Anyone, Filled, Visit, local_path

router = APIRouter(prefix="/sign-in", include_in_schema=False)


@router.get("")
async def ask_contact(visit: Anyone, next_: Annotated[str, Query(alias="next")] = "/") -> Response:
    """Where to send the code, and the other ways."""
    return await _contact_page(visit, Form(), local_path(next_))


@router.post("")
async def send_code(visit: Anyone, form: Filled) -> Response:
    """Has a code sent."""
    contact = form.need("contact", view.CONTACT_MISSING)
    to = local_path(form.value("next"))
    if form.errors or (asked := await _send(visit, form, contact)) is None:
        return await _contact_page(visit, form, to)
    so_far = SigningIn(contact=contact, request_id=asked.request_id, next=to)
    return keep(visit, visit.go("/sign-in/code"), so_far)


@router.get("/code")
async def ask_code(visit: Anyone) -> Response:
    """Which code came."""
    so_far = signing_in(visit)
    return visit.go("/sign-in") if so_far is None else _code_page(visit, Form(), so_far)


@router.post("/code")
async def check_code(visit: Anyone, form: Filled) -> Response:
    """Signs in, or asks what must be chosen first."""
    so_far = signing_in(visit)
    if so_far is None:
        return visit.go("/sign-in")
    code = "".join(form.need("code", view.CODE_MISSING).split())
    if form.errors:
        return _code_page(visit, form, so_far)
    try:
        signed = await _tokens(visit, so_far, code)
    except refusals.TROUBLE as trouble:
        refusals.note(form, trouble)
        if view.needs_key(trouble):
            return await _contact_page(visit, form, so_far.next)
        return _code_page(visit, form, so_far)
    if signed.access_token is not None:
        return await enter(visit, signed, so_far.next)
    proven = so_far.model_copy(update={"code": code})
    return keep(visit, visit.go("/sign-in/choice" if signed.choices else "/sign-in/join"), proven)


@router.get("/choice")
async def ask_choice(visit: Anyone) -> Response:
    """As whom to sign in."""
    so_far = signing_in(visit)
    if so_far is None or so_far.code is None:
        return visit.go("/sign-in")
    return await _choice_page(visit, Form(), so_far)


@router.post("/choice")
async def choose(visit: Anyone, form: Filled) -> Response:
    """Signs in in the chosen role."""
    so_far = signing_in(visit)
    if so_far is None or so_far.code is None:
        return visit.go("/sign-in")
    choice = form.need("choice", view.CHOICE_MISSING)
    if not form.errors:
        try:
            signed = await _tokens(visit, so_far, so_far.code, choice)
        except Objection as objection:
            refusals.note(form, objection)
            if view.needs_key(objection):
                return await _contact_page(visit, form, so_far.next)
        else:
            if signed.access_token is not None:
                return await enter(visit, signed, so_far.next)
            form.wrong("choice", view.CHOICE_MISSING)
    return await _choice_page(visit, form, so_far)


async def _send(visit: Visit, form: Form, contact: str) -> CodeAsked | None:
    try:
        body = {"contact": contact, "language": visit.code, "browser": visit.browser}
        return await visit.api.post(CodeAsked, "registry", "/sign-in/codes", body)
    except Objection as objection:
        refusals.note(form, objection)
    except Silent:
        form.wrong("contact", view.NOT_SENT)
    except Refused as error:
        if error.status != 429:
            raise
        form.wrong("contact", view.TOO_OFTEN)
    return None


async def _tokens(visit: Visit, so_far: SigningIn, code: str, choice: str | None = None) -> SignedIn:
    body = {
        "request_id": so_far.request_id, "code": code, "choice": choice, "browser": visit.browser,
    }  # fmt: skip
    return await visit.api.post(SignedIn, "registry", "/sign-in/tokens", body)


async def _contact_page(visit: Visit, form: Form, to: str) -> Response:
    return visit.page("sign_in/contact", form, next=to, ways=await ways_of(visit))


def _code_page(visit: Visit, form: Form, so_far: SigningIn) -> Response:
    return visit.page("sign_in/code", form, contact=so_far.contact, dev_mail=visit.portal.settings.dev_mail)


async def _choice_page(visit: Visit, form: Form, so_far: SigningIn) -> Response:
    try:
        signed = await _tokens(visit, so_far, so_far.code or "")
    except Objection:
        return visit.go("/sign-in")
    return visit.page("sign_in/choice", form, options=[_option(visit, one) for one in signed.choices])


def _option(visit: Visit, choice: Choice) -> tuple[str, str, str]:
    names = ", ".join(center.name for center in choice.centers)
    say = visit.speech.say
    return str(choice.id), names or say(ROLE["city"]), say(ROLE.get(choice.role, choice.role))
