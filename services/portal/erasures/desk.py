"""Erasures on the desk: for somebody who asked by paper, telephone or in person, and the list with confirmations."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Query
from starlette.responses import Response

from services.portal.erasures.labels import ERASURE_GROUND
from services.portal.erasures.view import Erasure, erasure_of, erasures_of, waiting_of
from services.portal.filling import refusals
from services.portal.filling.forms import Form
from services.portal.filling.saving import carried_out
from services.portal.people.labels import ANSWER_CHANNEL
from services.portal.people.view import card_of
from services.portal.visits.visit import Filled, Manager, Visit
from services.portal.wording.language import phrase

router = APIRouter(include_in_schema=False)

CHANNEL_MISSING = phrase("Выберите, как человек попросил")
GROUND_MISSING = phrase("Выберите, почему стираем")
_DONE = {
    "asked": phrase("Записали. Три дня это можно отменить."),
    "cancelled": phrase("Отменили. Всё остаётся как было."),
    "erased": phrase("Данные стёрты. Скажите человеку номер: по нему он получит акт."),
}


@router.get("/desk/people/{person_id}/erase")
async def ask(visit: Manager, person_id: UUID) -> Response:
    """What will be gone."""
    return await _page(visit, person_id, Form())


@router.post("/desk/people/{person_id}/erase")
async def erase(visit: Manager, person_id: UUID, form: Filled) -> Response:
    """After three days, or at once where the person insists."""
    body = {
        "ground": form.one_of("ground", ERASURE_GROUND, GROUND_MISSING),
        "channel": form.one_of("channel", ANSWER_CHANNEL, CHANNEL_MISSING),
        "immediate": bool(form.value("now")),
        "wards": "erase" if form.value("wards") else None,
    }
    if not form.errors:
        try:
            path = f"/centers/{visit.center}/residents/{person_id}/erasures"
            made = await visit.api.post(Erasure, "registry", path, body, form.once)
            return visit.go(
                f"/desk/erasures/{made.id}?done={'asked' if made.state == 'waiting' else 'erased'}"
            )
        except refusals.TROUBLE as trouble:
            refusals.note(form, trouble)
    return await _page(visit, person_id, form)


@router.get("/desk/erasures")
async def erasures(visit: Manager) -> Response:
    """The center's erasures."""
    return visit.page("erasures/list", erasures=await erasures_of(visit))


@router.get("/desk/erasures/{erasure}")
async def one(visit: Manager, erasure: UUID, done: Annotated[str, Query()] = "") -> Response:
    """One erasure and who has confirmed it."""
    return visit.page("erasures/one", Form(), view=await erasure_of(visit, erasure), done=_DONE.get(done, ""))


@router.post("/desk/erasures/{erasure}/cancel")
async def cancel(visit: Manager, erasure: UUID, form: Filled) -> Response:
    """The person has changed their mind and said so."""
    if await carried_out(visit, form, f"/erasures/{erasure}/cancel", {}):
        return visit.go(f"/desk/erasures/{erasure}?done=cancelled")
    return visit.page("erasures/one", form, view=await erasure_of(visit, erasure), done="")


@router.post("/desk/erasures/{erasure}/clear")
async def clear(visit: Manager, erasure: UUID, form: Filled) -> Response:
    """The name is taken out of a text."""
    what = f"/erasures/{erasure}/mentions/{form.value('place')}/{form.id('thing')}/clear"
    if await carried_out(visit, form, what, {}):
        return visit.go(f"/desk/erasures/{erasure}")
    return visit.page("erasures/one", form, view=await erasure_of(visit, erasure), done="")


@router.get("/desk/erasures/{erasure}/act.pdf")
async def act(visit: Manager, erasure: UUID) -> Response:
    """The act (PDF)."""
    path = f"/centers/{visit.center}/erasures/{erasure}"
    content, _ = await visit.api.file("registry", path, accept="application/pdf")
    return Response(content, media_type="application/pdf")


async def _page(visit: Visit, person_id: UUID, form: Form) -> Response:
    view, waiting = await card_of(visit, person_id), await waiting_of(visit, person_id)
    return visit.page("erasures/theirs", form, view=view, waiting=waiting)
