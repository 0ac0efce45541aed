"""The manager's desk, and the calls that people without mail wait for."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Query
from starlette.exceptions import HTTPException
from starlette.responses import Response

from services.portal.desk.labels import SPOKEN
from services.portal.desk.view import desk_of, people_to_call, to_tell
from services.portal.desk.windows import house_windows, windows_of
from services.portal.filling.forms import Form, filled
from services.portal.filling.saving import carried_out
from services.portal.people.view import names_of, person_of
from services.portal.visits.visit import Filled, Manager, Visit
from services.portal.wording.language import phrase
from shared.kit.clock import today

router = APIRouter(prefix="/desk", include_in_schema=False)

WAY_MISSING = phrase("Отметьте, как рассказали")
CALLED = phrase("Записали: человек узнал.")


@router.get("")
async def desk(visit: Manager, done: Annotated[str, Query()] = "") -> Response:
    """What waits, why now, one action each."""
    view = await desk_of(visit)
    return visit.page("desk/desk", view=view, counts={"desk": view.count}, done=CALLED if done else "")


@router.get("/windows")
async def windows(visit: Manager) -> Response:
    """The windows of the microdistrict as a table."""
    return visit.page("desk/windows", windows=await windows_of(visit))


@router.get("/windows/{house_id}")
async def one_house(visit: Manager, house_id: UUID) -> Response:
    """The windows of one house, entrance by entrance."""
    house, drawn = await house_windows(visit, house_id)
    return visit.page("desk/house_windows", house=house, facade=drawn)


@router.get("/calls")
async def calls(visit: Manager) -> Response:
    """Everybody to be called or visited, and whom to tell something when they come."""
    people, met = await people_to_call(visit), await people_to_call(visit, at_meeting=True)
    names = await names_of(visit, (one.resident_id for one in (*people, *met)))
    return visit.page("desk/calls", people=people, met=met, names=names)


@router.get("/calls/{resident_id}")
async def call(visit: Manager, resident_id: UUID) -> Response:
    """Whom to call or visit, and what to say."""
    return await _call_page(visit, resident_id)


@router.post("/calls/{resident_id}/done")
async def called(visit: Manager, resident_id: UUID, form: Filled) -> Response:
    """Notes that the resident has heard everything that the page showed, how, and on which day."""
    body = {"way": form.one_of("way", SPOKEN, WAY_MISSING), "on": form.day("on")}
    for call_id in form.chosen("call"):
        path = f"/calls/{UUID(call_id)}/done"
        if not await carried_out(visit, form, path, body, service="notifications", once=call_id):
            return await _call_page(visit, resident_id, form)
    return visit.go("/desk?done=called")


async def _call_page(visit: Visit, resident: UUID, form: Form | None = None) -> Response:
    found = await to_tell(visit, resident)
    if found is None:
        raise HTTPException(404)
    person = await person_of(visit, resident)
    known = form or filled({"way": found.first.way, "on": today()})
    return visit.page("desk/call", known, call=found, person=person)
