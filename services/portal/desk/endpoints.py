"""The manager's desk, and the calls that people without mail wait for."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Query
from starlette.exceptions import HTTPException
from starlette.responses import Response

from services.portal.desk.view import call_of, desk_of
from services.portal.desk.windows import windows_of
from services.portal.forms import Form
from services.portal.language import phrase
from services.portal.people.view import person_of
from services.portal.visit import Filled, Manager

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


@router.get("/calls/{call_id}")
async def call(visit: Manager, call_id: UUID) -> Response:
    """Whom to call or visit, and what to say."""
    found = await call_of(visit, call_id)
    if found is None:
        raise HTTPException(404)
    return visit.page("desk/call", Form(), call=found, person=await person_of(visit, found.resident_id))


@router.post("/calls/{call_id}/done")
async def called(visit: Manager, call_id: UUID, form: Filled) -> Response:
    """Notes that the resident has heard."""
    path = f"/centers/{visit.center}/calls/{call_id}/done"
    await visit.api.post(object, "notifications", path, None, form.once)
    return visit.go("/desk?done=called")
