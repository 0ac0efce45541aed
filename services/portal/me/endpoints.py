"""«Обо мне»: one's own card, how one wants to be reached, and what one was told."""

from typing import Annotated

from fastapi import APIRouter, Query
from starlette.responses import Response

from services.portal.filling.forms import NOT_A_TIME, Form, filled
from services.portal.filling.saving import saved
from services.portal.me.view import Preferences, me_of, possible_ways
from services.portal.people.view import person_of
from services.portal.visits.visit import Filled, Resident, Visit
from services.portal.wording.language import phrase

router = APIRouter(prefix="/me", include_in_schema=False)

_DONE = {
    "1": phrase("Записали. Теперь будем связываться так."),
    "changed": phrase("Записали."),
    "contact": phrase("Контакт записали."),
    "contact-gone": phrase("Контакт убрали."),
    "household": phrase("Записали, что вы живёте вместе."),
    "household-left": phrase("Записали, что вы отдельно."),
    "needs": phrase("Записали, что нужно учесть."),
    "card-ended": phrase("Карточка больше не действует."),
}
_WAYS = "/residents/{}/preferences"
WAY_MISSING = phrase("Выберите, как с вами связываться")


@router.get("")
async def me(visit: Resident, done: Annotated[str, Query()] = "") -> Response:
    """The card and the messages."""
    return visit.page("me/me", view=await me_of(visit), done=_DONE.get(done, ""))


@router.get("/ways")
async def ways(visit: Resident) -> Response:
    """How and when to reach me."""
    path = f"/centers/{visit.center}{_WAYS.format(visit.me.id)}"
    known, version = await visit.api.get_versioned(Preferences, "notifications", path)
    quiet = {"quiet_from": (known.quiet_from or "")[:5], "quiet_to": (known.quiet_to or "")[:5]}
    return await _page(visit, filled({"way": known.way, "version": version, **quiet}))


@router.post("/ways")
async def choose_way(visit: Resident, form: Filled) -> Response:
    """Keeps how and when to reach me."""
    person = await person_of(visit, visit.me.id)
    body = {
        "way": form.one_of("way", possible_ways(person), WAY_MISSING),
        "quiet_from": form.value("quiet_from") or None,
        "quiet_to": form.value("quiet_to") or None,
        "language": visit.code,
    }
    for one, other in (("quiet_from", "quiet_to"), ("quiet_to", "quiet_from")):
        if form.value(other) and not form.value(one):
            form.wrong(one, NOT_A_TIME)
    if await saved(visit, form, _WAYS.format(visit.me.id), body, method="PUT", service="notifications"):
        return visit.go("/me?done=1")
    return await _page(visit, form)


async def _page(visit: Visit, form: Form) -> Response:
    return visit.page("me/ways", form, ways=possible_ways(await person_of(visit, visit.me.id)))
