"""Organisations on the desk: the list with the days not to be missed, one of them, its end."""

import asyncio
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Query
from starlette.responses import Response

from services.portal.filling.forms import Form
from services.portal.filling.saving import Known, removed, saved
from services.portal.organisations.joining import JOINED, Answer, answered, requests_of
from services.portal.organisations.view import listing_of, organisation_of, whole_of
from services.portal.people.view import houses_of
from services.portal.visits.visit import Filled, Manager, Visit
from services.portal.wording.language import phrase

router = APIRouter(prefix="/desk/organisations", include_in_schema=False)

_DONE = {
    "entered": phrase("Внесли. Ниже сказано, чего ещё не хватает."),
    "changed": phrase("Исправили."),
    "joined": phrase("Записали участника."),
    "ended": phrase("Завершили. Запись осталась в истории."),
    "dissolved": phrase("Организация распущена, все сроки в ней завершены."),
    "gone": phrase("Убрали запись."),
    "chosen": phrase("Совет выбран: участники и срок записаны."),
    **JOINED,
}


@router.get("")
async def organisations(
    visit: Manager,
    q: Annotated[str, Query(max_length=200)] = "",
    form: Annotated[str, Query()] = "",
    house: Annotated[str, Query()] = "",
    cursor: Annotated[UUID | None, Query()] = None,
    done: Annotated[str, Query()] = "",
) -> Response:
    """The center's organisations."""
    asked = Form({"form": [form], "house": [house]})
    view = await listing_of(
        visit,
        {
            "q": q.strip() or None,
            "form": form if form in ("residents", "informal", "community", "outside") else None,
            "house_id": asked.id("house"),
            "cursor": cursor,
            "limit": 30,
        },
    )
    return visit.page(
        "organisations/list",
        asked,
        view=view,
        houses=await houses_of(visit),
        q=q,
        first=cursor is None,
        done=_DONE.get(done, ""),
    )


@router.get("/{organisation_id}")
async def organisation(
    visit: Manager,
    organisation_id: UUID,
    cursor: Annotated[UUID | None, Query()] = None,
    done: Annotated[str, Query()] = "",
) -> Response:
    """One organisation."""
    return await _page(visit, organisation_id, Form(), _DONE.get(done, ""), cursor)


@router.post("/{organisation_id}/join/{request_id}/{answer}")
async def say(
    visit: Manager, organisation_id: UUID, request_id: UUID, answer: Answer, form: Filled
) -> Response:
    """Lets in somebody who has asked to take part, or does not."""
    if await answered(visit, form, request_id, answer):
        return visit.go(f"/desk/organisations/{organisation_id}?done={answer}#asking")
    return await _page(visit, organisation_id, form)


@router.get("/{organisation_id}/end")
async def ask_end(visit: Manager, organisation_id: UUID) -> Response:
    """What dissolving it, or taking its record away, means."""
    return visit.page("organisations/end", Form(), view=await whole_of(visit, organisation_id))


@router.post("/{organisation_id}/end")
async def end(visit: Manager, organisation_id: UUID, form: Filled) -> Response:
    """Dissolves it, or takes away a record that was entered by mistake."""
    what = f"/organisations/{organisation_id}"
    if form.value("how") == "mistake":
        if await removed(visit, form, what):
            return visit.go("/desk/organisations?done=gone")
        return visit.page("organisations/end", form, view=await whole_of(visit, organisation_id))
    day = form.day("dissolved_on")
    body = {"state": "dissolved", **({"dissolved_on": day} if day else {})}

    async def present() -> Known:
        return {}, (await organisation_of(visit, organisation_id))[1]

    if await saved(visit, form, what, body, present):
        return visit.go(f"/desk/organisations/{organisation_id}?done=dissolved")
    return visit.page("organisations/end", form, view=await whole_of(visit, organisation_id))


async def _page(
    visit: Visit, organisation_id: UUID, form: Form, done: str = "", cursor: UUID | None = None
) -> Response:
    view, asking = await asyncio.gather(
        whole_of(visit, organisation_id, cursor), requests_of(visit, organisation_id)
    )
    return visit.page("organisations/one", form, view=view, asking=asking, done=done)
