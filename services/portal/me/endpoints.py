"""«Обо мне»: one's own card, how one wants to be reached, and what one was told."""

from typing import Annotated

from fastapi import APIRouter, Query
from starlette.responses import Response

from services.portal import refusals
from services.portal.api import Objection
from services.portal.forms import Form, filled
from services.portal.labels import WAY
from services.portal.language import phrase
from services.portal.me.view import me_of
from services.portal.people.view import Person
from services.portal.visit import Filled, Resident, Visit

router = APIRouter(prefix="/me", include_in_schema=False)

WAY_MISSING = phrase("Выберите, как с вами связываться")


@router.get("")
async def me(visit: Resident, done: Annotated[str, Query()] = "") -> Response:
    """The card and the messages."""
    said = phrase("Записали. Теперь будем связываться так.") if done else ""
    return visit.page("me/me", view=await me_of(visit), done=said)


@router.get("/ways")
async def ways(visit: Resident) -> Response:
    """How to reach me."""
    person = await _person(visit)
    return _ways(visit, filled({"way": person.way}), person)


@router.post("/ways")
async def choose_way(visit: Resident, form: Filled) -> Response:
    """Keeps how to reach me."""
    way = form.one_of("way", WAY, WAY_MISSING)
    if not form.errors:
        try:
            await visit.api.change("PUT", "notifications", f"{_own(visit)}/preferences", {"way": way})
            return visit.go("/me?done=1")
        except Objection as objection:
            refusals.note(form, objection)
    return _ways(visit, form, await _person(visit))


def _ways(visit: Visit, form: Form, person: Person) -> Response:
    return visit.page("me/ways", form, ways=person.possible_ways)


async def _person(visit: Visit) -> Person:
    return await visit.api.get(Person, "registry", _own(visit))


def _own(visit: Visit) -> str:
    return f"/centers/{visit.center}/residents/{visit.me.id}"
