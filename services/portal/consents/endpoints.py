"""«На что я согласился»: a resident reads, agrees, and takes back with one button."""

from typing import Annotated

from fastapi import APIRouter, Query
from starlette.responses import Response

from services.portal import refusals
from services.portal.consents.view import title_of, use_of, uses_of
from services.portal.forms import Form
from services.portal.language import phrase
from services.portal.visit import Filled, Resident, Visit

router = APIRouter(prefix="/me/consents", include_in_schema=False)

_DONE = {
    "given": phrase("Записали ваше согласие. Отозвать его можно здесь же в любой день."),
    "withdrawn": phrase("Согласие отозвано. Ваши данные для этого больше не используют."),
}


@router.get("")
async def consents(visit: Resident, done: Annotated[str, Query()] = "") -> Response:
    """Every use, and whether it is agreed to."""
    uses = await uses_of(visit, visit.me.id)
    return visit.page("consents/mine", uses=uses, title_of=title_of, done=_DONE.get(done, ""))


@router.get("/{purpose}")
async def read(visit: Resident, purpose: str) -> Response:
    """The text, and one button."""
    return await _page(visit, purpose, Form())


@router.post("/{purpose}")
async def agree(visit: Resident, purpose: str, form: Filled) -> Response:
    """Agrees to the version that was read."""
    body = {"purpose": purpose, "version": form.number("version") or 0, "how": "web"}
    path = f"/centers/{visit.center}/residents/{visit.me.id}/consents"
    try:
        await visit.api.post(object, "registry", path, body, form.once)
    except refusals.TROUBLE as trouble:
        refusals.note(form, trouble, {"version": ""})
        return await _page(visit, purpose, form)
    return visit.go("/me/consents?done=given")


@router.post("/{purpose}/withdraw")
async def withdraw(visit: Resident, purpose: str, form: Filled) -> Response:
    """Takes it back; there is nothing to explain."""
    consent = form.id("consent")
    try:
        await visit.api.post(
            object, "registry", f"/centers/{visit.center}/consents/{consent}/withdraw", {}, form.once
        )
    except refusals.TROUBLE as trouble:
        refusals.note(form, trouble)
        return await _page(visit, purpose, form)
    return visit.go("/me/consents?done=withdrawn")


@router.get("/{purpose}/paper.pdf")
async def paper(visit: Resident, purpose: str) -> Response:
    """The sheet to sign."""
    path = f"/centers/{visit.center}/residents/{visit.me.id}/consents/paper/{purpose}"
    content, _ = await visit.api.file("registry", path)
    return Response(content, media_type="application/pdf")


async def _page(visit: Visit, purpose: str, form: Form) -> Response:
    use = await use_of(visit, visit.me.id, purpose)
    return visit.page("consents/read", form, use=use, title=title_of(visit, use.text))
