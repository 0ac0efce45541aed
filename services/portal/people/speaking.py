"""A manager writes down what a resident asked for or offered, on paper, by phone or in person."""

from typing import Literal
from uuid import UUID

from fastapi import APIRouter
from starlette.responses import Response

from services.portal.filling.forms import Form, filled
from services.portal.filling.saving import made
from services.portal.help.view import TOO_LONG, WHAT_MISSING
from services.portal.people.entering import CHANNEL_MISSING
from services.portal.people.labels import ANSWER_CHANNEL
from services.portal.people.view import person_of
from services.portal.talents.labels import SKILL, TIME
from services.portal.visits.visit import Filled, Manager, Visit
from services.portal.wording.language import phrase

router = APIRouter(prefix="/desk/people/{person_id}", include_in_schema=False)

Kind = Literal["need", "offer"]
GROUND_MISSING = phrase("Напишите, откуда вы это знаете, например «звонила сама»")
_LONGEST = 500


@router.get("/{kind}")
async def ask(visit: Manager, person_id: UUID, kind: Kind) -> Response:
    """The whole form on one page: whoever writes for others writes many."""
    return await _page(visit, person_id, kind, filled({"channel": "phone"}))


@router.post("/{kind}")
async def write_down(visit: Manager, person_id: UUID, kind: Kind, form: Filled) -> Response:
    """Writes the need or the offer down for the resident."""
    body = {
        "resident_id": person_id,
        "skill": form.one_of("skill", SKILL, WHAT_MISSING[kind]),
        "free": [time for time in form.chosen("free") if time in TIME],
        "details": form.value("details"),
        "channel": form.one_of("channel", ANSWER_CHANNEL, CHANNEL_MISSING),
        "ground": form.need("ground", GROUND_MISSING),
    }
    if len(form.value("details")) > _LONGEST:
        form.wrong("details", TOO_LONG)
    what = "/needs" if kind == "need" else "/offers"
    if await made(visit, form, what, body, service="talents"):
        return visit.go(f"/desk/people/{person_id}?done={kind}")
    return await _page(visit, person_id, kind, form)


async def _page(visit: Visit, person_id: UUID, kind: Kind, form: Form) -> Response:
    return visit.page("people/speak", form, person=await person_of(visit, person_id), kind=kind)
