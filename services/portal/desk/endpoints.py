"""The manager's desk, and the calls that people without mail wait for."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Query
from starlette.exceptions import HTTPException
from starlette.responses import Response

from services.portal.desk.view import desk_of, people_to_call
from services.portal.desk.windows import house_windows, windows_of
from services.portal.filling.forms import Form
from services.portal.people.view import names_of, person_of
from services.portal.visits.visit import Filled, Manager
from services.portal.wording.language import phrase

router = APIRouter(prefix="/desk", include_in_schema=False)

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
    """Everybody to be called or visited."""
    people = await people_to_call(visit)
    return visit.page(
        "desk/calls", people=people, names=await names_of(visit, (one.resident_id for one in people))
    )


@router.get("/calls/{resident_id}")
async def call(visit: Manager, resident_id: UUID) -> Response:
    """Whom to call or visit, and what to say."""
    found = next((one for one in await people_to_call(visit) if one.resident_id == resident_id), None)
    if found is None:
        raise HTTPException(404)
    return visit.page("desk/call", Form(), call=found, person=await person_of(visit, resident_id))


@router.post("/calls/{resident_id}/done")
async def called(visit: Manager, resident_id: UUID, form: Filled) -> Response:
    """Notes that the resident has heard everything that the page showed."""
    for call_id in form.chosen("call"):
        path = f"/centers/{visit.center}/calls/{UUID(call_id)}/done"
        await visit.api.post(object, "notifications", path, None, f"{form.once}{call_id}")
    return visit.go("/desk?done=called")
