"""«Стереть всё обо мне»: what will be gone, days to think it over, and the act for whoever has its number."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Query
from starlette.responses import Response

from services.portal import refusals
from services.portal.api import Refused
from services.portal.erasures.view import Erasure, waiting_of
from services.portal.forms import Form
from services.portal.language import phrase
from services.portal.visit import Anyone, Filled, Resident, Visit

router = APIRouter(include_in_schema=False)

WHEN_MISSING = phrase("Выберите, когда стереть")
_DONE = {"cancelled": phrase("Отменили. Всё остаётся как было.")}


@router.get("/me/erase")
async def ask(visit: Resident, done: Annotated[str, Query()] = "") -> Response:
    """What will be gone; or how long it can still be cancelled."""
    return await _page(visit, Form(), _DONE.get(done, ""))


@router.post("/me/erase")
async def erase(visit: Resident, form: Filled) -> Response:
    """After three days, or at once."""
    when = form.one_of("when", ("later", "now"), WHEN_MISSING)
    if not form.errors:
        body = {"immediate": when == "now", "wards": "erase" if form.value("wards") else None}
        path = f"/centers/{visit.center}/residents/{visit.me.id}/erasures"
        try:
            made = await visit.api.post(Erasure, "registry", path, body, form.once)
        except refusals.TROUBLE as trouble:
            refusals.note(form, trouble)
            return await _page(visit, form)
        if made.state == "waiting":
            return visit.go("/me/erase")
        gone = f"/erased/{visit.center}/{made.id}?number={made.number}"
        visit.session = None
        return visit.go(gone)
    return await _page(visit, form)


@router.post("/me/erase/cancel")
async def cancel(visit: Resident, form: Filled) -> Response:
    """The person has changed their mind."""
    try:
        path = f"/centers/{visit.center}/erasures/{form.id('erasure')}/cancel"
        await visit.api.post(object, "registry", path, {}, form.once)
    except refusals.TROUBLE as trouble:
        refusals.note(form, trouble)
        return await _page(visit, form)
    return visit.go("/me/erase?done=cancelled")


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


async def _page(visit: Visit, form: Form, done: str = "") -> Response:
    return visit.page("erasures/mine", form, waiting=await waiting_of(visit, visit.me.id), done=done)


def _act(center: UUID, erasure: UUID) -> str:
    return f"/centers/{center}/erasures/{erasure}/act"
