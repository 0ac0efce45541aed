"""Houses and councils on the desk: the list, the map, and the passport of one house."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Query
from starlette.responses import Response

from services.portal.filling.forms import Form
from services.portal.places.labels import TERRITORY_KIND
from services.portal.places.missing import missing_in
from services.portal.places.view import map_of, passport_of, places_of
from services.portal.visits.visit import Manager
from services.portal.wording.language import phrase

router = APIRouter(prefix="/desk/places", include_in_schema=False)

DONE = {
    "entered": phrase("Записали дом. Теперь можно внести договор, квартиры и собственников."),
    "changed": phrase("Исправили."),
    "removed": phrase("Убрали."),
    "contract": phrase("Договор записали."),
    "territory": phrase("Записали. Теперь эту территорию можно выбрать в паспорте дома."),
}


@router.get("")
async def places(
    visit: Manager,
    q: Annotated[str, Query(max_length=200)] = "",
    kind: Annotated[str, Query()] = "",
    place: Annotated[str, Query()] = "",
    cursor: Annotated[UUID | None, Query()] = None,
    done: Annotated[str, Query()] = "",
) -> Response:
    """The houses of the center, how each is organised and managed."""
    form = Form({"kind": [kind], "place": [place]})
    sort, _, chosen = place.partition(":")
    inside = {f"{sort}_id": Form({"id": [chosen]}).id("id")} if sort in TERRITORY_KIND else {}
    known = kind if kind in ("apartment", "private") else None
    view = await places_of(visit, {"q": q.strip() or None, "kind": known, "cursor": cursor, **inside})
    return visit.page("places/places", form, view=view, q=q, done=DONE.get(done, ""))


@router.get("/map")
async def map_page(visit: Manager) -> Response:
    """The map with the same list beside it."""
    return visit.page("places/map", view=await map_of(visit))


@router.get("/houses/{house_id}")
async def passport(visit: Manager, house_id: UUID, done: Annotated[str, Query()] = "") -> Response:
    """Everything about one house, what it lacks and what to do next."""
    view = await passport_of(visit, house_id)
    missing = missing_in(visit.speech, view)
    return visit.page("places/passport", view=view, missing=missing, done=DONE.get(done, ""))
