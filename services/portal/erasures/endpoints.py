"""«Стереть всё обо мне», or about one's child: what will be gone, days to think it over, and the act by its number."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Query
from starlette.responses import Response

from services.portal.erasures.view import Erasure, waiting_of
from services.portal.filling import refusals
from services.portal.filling.forms import Form
from services.portal.filling.saving import carried_out
from services.portal.me.whose import Own, Whose
from services.portal.people.view import children_of
from services.portal.visits.api import Refused
from services.portal.visits.visit import Anyone, Filled, Resident, Visit
from services.portal.wording.language import phrase

router = APIRouter(include_in_schema=False)

WHEN_MISSING = phrase("Выберите, когда стереть")
_MINE = "/me/erase"
_CHILDS = "/me/children/{child_id}/erase"
_DONE = {
    "cancelled": phrase("Отменили. Всё остаётся как было."),
    "withdrawn": phrase("Согласие отозвано, ваши данные больше не используют."),
}


@router.get(_MINE)
@router.get(_CHILDS)
async def ask(visit: Resident, whose: Own, done: Annotated[str, Query()] = "") -> Response:
    """What will be gone; or how long it can still be cancelled."""
    return await _page(visit, whose, Form(), _DONE.get(done, ""))


@router.post(_MINE)
@router.post(_CHILDS)
async def erase(visit: Resident, form: Filled, whose: Own) -> Response:
    """After three days, or at once."""
    when = form.one_of("when", ("later", "now"), WHEN_MISSING)
    if form.errors:
        return await _page(visit, whose, form)
    body = {"immediate": when == "now", "wards": "erase" if form.value("wards") else None}
    path = f"/centers/{visit.center}/residents/{whose.id}/erasures"
    try:
        made = await visit.api.post(Erasure, "registry", path, body, form.once)
    except refusals.TROUBLE as trouble:
        refusals.note(form, trouble)
        return await _page(visit, whose, form)
    if made.state == "waiting":
        return visit.go(f"{whose.home}/erase")
    gone = f"/erased/{visit.center}/{made.id}?number={made.number}"
    if whose.child is None:
        visit.session = None
    return visit.go(gone)


@router.post(_MINE + "/cancel")
@router.post(_CHILDS + "/cancel")
async def cancel(visit: Resident, form: Filled, whose: Own) -> Response:
    """The person has changed their mind; whoever has taken the consent back is asked for it anew."""
    waiting = await waiting_of(visit, whose.id)
    if not await carried_out(visit, form, f"/erasures/{form.id('erasure')}/cancel", {}):
        return await _page(visit, whose, form)
    if waiting is not None and waiting.ground == "withdrawal":
        return visit.go(f"{whose.home}/consents/keep_card")
    return visit.go(f"{whose.home}/erase?done=cancelled")


@router.get("/erased/{center}/{erasure}")
async def erased(
    visit: Anyone, center: UUID, erasure: UUID, number: Annotated[str, Query(max_length=40)] = ""
) -> Response:
    """For somebody who can no longer sign in: the number to keep, and the act once it is ready."""
    try:
        await visit.api.file("registry", _act(center, erasure), query={"number": number})
        ready = True
    except Refused as refused:
        if refused.status != 409:
            raise
        ready = False
    act = f"/erased/{center}/{erasure}/act.pdf?number={number}"
    return visit.page("erasures/erased", number=number, ready=ready, act=act)


@router.get("/erased/{center}/{erasure}/act.pdf")
async def act(
    visit: Anyone, center: UUID, erasure: UUID, number: Annotated[str, Query(max_length=40)] = ""
) -> Response:
    """The act (PDF)."""
    content, _ = await visit.api.file("registry", _act(center, erasure), query={"number": number})
    return Response(content, media_type="application/pdf")


async def _page(visit: Visit, whose: Whose, form: Form, done: str = "") -> Response:
    waiting = await waiting_of(visit, whose.id)
    wards = await children_of(visit) if waiting is None and whose.child is None else []
    return visit.page("erasures/mine", form, whose=whose, waiting=waiting, wards=wards, done=done)


def _act(center: UUID, erasure: UUID) -> str:
    return f"/centers/{center}/erasures/{erasure}/act"
