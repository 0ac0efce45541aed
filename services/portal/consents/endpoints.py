"""«На что я согласился»: a resident reads, agrees, and takes back with one button; a guardian does so for a child."""

from typing import Annotated

from fastapi import APIRouter, Query
from starlette.responses import Response

from services.portal.consents.view import title_of, use_of, uses_of
from services.portal.filling.forms import Form
from services.portal.filling.saving import carried_out, made
from services.portal.me.whose import Own, Whose
from services.portal.visits.visit import Filled, Resident, Visit
from services.portal.wording.language import phrase

router = APIRouter(include_in_schema=False)

_MINE = "/me/consents"
_CHILDS = "/me/children/{child_id}/consents"
_DONE = {
    "given": phrase("Записали ваше согласие. Отозвать его можно здесь же в любой день."),
    "withdrawn": phrase("Согласие отозвано. Ваши данные для этого больше не используют."),
}


@router.get(_MINE)
@router.get(_CHILDS)
async def consents(visit: Resident, whose: Own, done: Annotated[str, Query()] = "") -> Response:
    """Every use, and whether it is agreed to."""
    uses = await uses_of(visit, whose.id, child=whose.child is not None)
    return visit.page("consents/mine", whose=whose, uses=uses, title_of=title_of, done=_DONE.get(done, ""))


@router.get(_MINE + "/{purpose}")
@router.get(_CHILDS + "/{purpose}")
async def read(visit: Resident, whose: Own, purpose: str) -> Response:
    """The text, and one button."""
    return await _page(visit, whose, purpose, Form())


@router.post(_MINE + "/{purpose}")
@router.post(_CHILDS + "/{purpose}")
async def agree(visit: Resident, form: Filled, whose: Own, purpose: str) -> Response:
    """Agrees to the version that was read."""
    body = {"purpose": purpose, "version": form.number("version") or 0, "how": "web"}
    if await made(visit, form, f"/residents/{whose.id}/consents", body, {"version": ""}):
        return visit.go(f"{whose.home}/consents?done=given")
    return await _page(visit, whose, purpose, form)


@router.post(_MINE + "/{purpose}/withdraw")
@router.post(_CHILDS + "/{purpose}/withdraw")
async def withdraw(visit: Resident, form: Filled, whose: Own, purpose: str) -> Response:
    """Takes it back; there is nothing to explain."""
    if await carried_out(visit, form, f"/consents/{form.id('consent')}/withdraw", {}):
        return visit.go(f"{whose.home}/{'erase' if purpose == 'keep_card' else 'consents'}?done=withdrawn")
    return await _page(visit, whose, purpose, form)


@router.get(_MINE + "/{purpose}/paper.pdf")
@router.get(_CHILDS + "/{purpose}/paper.pdf")
async def paper(visit: Resident, whose: Own, purpose: str) -> Response:
    """The sheet to sign."""
    path = f"/centers/{visit.center}/residents/{whose.id}/consents/paper/{purpose}"
    content, _ = await visit.api.file("registry", path)
    return Response(content, media_type="application/pdf")


async def _page(visit: Visit, whose: Whose, purpose: str, form: Form) -> Response:
    use = await use_of(visit, whose.id, purpose, child=whose.child is not None)
    return visit.page("consents/read", form, whose=whose, use=use, title=title_of(visit, use.text))
