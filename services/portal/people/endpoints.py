"""People on the desk: the list, and one resident's card."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Query
from starlette.responses import Response

from services.portal.consents.bases import basis_of
from services.portal.filling.forms import Form
from services.portal.people.view import card_of, houses_of, people_of
from services.portal.visits.api import Refused
from services.portal.visits.visit import Manager
from services.portal.wording.language import phrase

router = APIRouter(prefix="/desk/people", include_in_schema=False)

_DONE = {
    "entered": phrase("Записали. Теперь можно внести просьбу или предложение."),
    "changed": phrase("Исправили."),
    "need": phrase("Просьбу записали."),
    "offer": phrase("Предложение записали."),
    "merged": phrase("Карточку, которую вы искали, объединили с этой."),
    "contact": phrase("Контакт записали."),
    "contact-gone": phrase("Контакт убрали."),
    "guardian": phrase("Записали, кто ещё отвечает за ребёнка."),
    "household": phrase("Записали, что живут вместе."),
    "household-left": phrase("Записали, что теперь отдельно."),
    "marked": phrase("Отметили."),
    "unmarked": phrase("Отметку сняли, в истории она осталась."),
    "needs": phrase("Записали, что нужно учесть."),
    "basis": phrase("Записали, на чём держится карточка."),
    "card-ended": phrase("Карточка больше не действует."),
}


@router.get("")
async def people(
    visit: Manager,
    q: Annotated[str, Query(max_length=200)] = "",
    house: Annotated[str, Query()] = "",
    cursor: Annotated[UUID | None, Query()] = None,
    done: Annotated[str, Query()] = "",
) -> Response:
    """The center's residents."""
    form = Form({"house": [house]})
    view = await people_of(visit, q.strip(), form.id("house"), cursor)
    houses = await houses_of(visit)
    return visit.page("people/people", form, view=view, houses=houses, q=q, done=_DONE.get(done, ""))


@router.get("/{person_id}")
async def card(visit: Manager, person_id: UUID, done: Annotated[str, Query()] = "") -> Response:
    """One resident; of a card that was merged, the one that is there instead."""
    try:
        view = await card_of(visit, person_id)
    except Refused as refused:
        if refused.refusal.kept_id is None:
            raise
        return visit.go(f"/desk/people/{refused.refusal.kept_id}?done=merged")
    basis = await basis_of(visit, person_id)
    return visit.page("people/card", view=view, basis=basis, done=_DONE.get(done, ""))
