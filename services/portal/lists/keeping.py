"""Lists of neighbors on the desk: a manager opens one and enters agreements, and sees numbers, never people."""

import asyncio
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Query
from starlette.responses import Response

from services.portal.filling.forms import Form, filled
from services.portal.filling.saving import Known, carried_out, made, removed, saved, standing
from services.portal.lists.endpoints import TITLE_MISSING
from services.portal.lists.view import NeighborList, list_of, lists_of, path_of, rounds_of
from services.portal.people.entering import CHANNEL_MISSING
from services.portal.people.finding import PersonLine, whom
from services.portal.people.labels import ANSWER_CHANNEL
from services.portal.people.model import contacts_of
from services.portal.people.view import houses_of
from services.portal.visits.api import Refused
from services.portal.visits.visit import Filled, Manager, Visit
from services.portal.wording.language import phrase

router = APIRouter(prefix="/desk/lists", include_in_schema=False)

HOUSE_MISSING = phrase("Выберите дом")
HOW_MISSING = phrase("Напишите, как человек согласился")
NOT_IN_IT = phrase("Этого человека в списке нет")
LEFT_MISSING = phrase("Напишите, с чьих слов человек выходит из списка")
_WHO = {"resident_id": "who", "contact_id": "who"}
_DONE = {
    "opened": phrase("Список открыт. Жители дома видят его у себя и вступают сами."),
    "entered": phrase("Записали согласие. Теперь человек в списке."),
    "left": phrase("Записали: этого человека в списке больше нет."),
    "closed": phrase("Список закрыт."),
    "corrected": phrase("Исправили."),
}


@router.get("")
async def lists(visit: Manager, done: Annotated[str, Query()] = "") -> Response:
    """Which lists there are, and how many are in each."""
    found, houses = await asyncio.gather(lists_of(visit), houses_of(visit))
    addresses = {one.id: one.address for one in houses}
    return visit.page("lists/keeping", lists=found, addresses=addresses, done=_DONE.get(done, ""))


@router.get("/new")
async def ask_list(visit: Manager) -> Response:
    """For which house or entrance a list is."""
    return visit.page("lists/open", filled({"branching": "3"}), houses=await houses_of(visit))


@router.post("/new")
async def open_list(visit: Manager, form: Filled) -> Response:
    """Opens a list."""
    house = form.id("house_id")
    if house is None:
        form.wrong("house_id", HOUSE_MISSING)
    body = {
        "house_id": house,
        "title": form.need("title", TITLE_MISSING),
        "entrance": form.value("entrance") or None,
        "branching": form.number("branching", least=2, most=5) or 3,
    }
    if opened := await made(visit, form, "/lists", body):
        return visit.go(f"/desk/lists/{opened}?done=opened")
    return visit.page("lists/open", form, houses=await houses_of(visit))


@router.get("/{list_id}/edit")
async def ask_correction(visit: Manager, list_id: UUID) -> Response:
    """The form of a known list."""
    return visit.page("lists/edit", await standing(_present(visit, list_id)), list_id=list_id)


@router.post("/{list_id}/edit")
async def correct(visit: Manager, list_id: UUID, form: Filled) -> Response:
    """Corrects a list; where somebody else has, both versions are shown."""
    body = {
        "title": form.need("title", TITLE_MISSING),
        "entrance": form.value("entrance") or None,
        "branching": form.number("branching", least=2, most=5),
    }
    if await saved(visit, form, f"/lists/{list_id}", body, lambda: _present(visit, list_id)):
        return visit.go(f"/desk/lists/{list_id}?done=corrected")
    return visit.page("lists/edit", form, list_id=list_id)


@router.get("/{list_id}")
async def look(visit: Manager, list_id: UUID, done: Annotated[str, Query()] = "") -> Response:
    """How many are in the list, and how the test rounds went."""
    return await _page(visit, list_id, filled({"channel": "visit"}), [], _DONE.get(done, ""))


@router.post("/{list_id}/members")
async def enter(visit: Manager, list_id: UUID, form: Filled) -> Response:
    """Enters that somebody agreed to be in the list."""
    resident, found = await whom(visit, form)
    body = {
        "resident_id": resident,
        "contact_id": await _phone(visit, resident) if resident else None,
        "channel": form.one_of("channel", ANSWER_CHANNEL, CHANNEL_MISSING),
        "ground": form.need("ground", HOW_MISSING),
    }
    if await carried_out(visit, form, f"/lists/{list_id}/members", body, _WHO):
        return visit.go(f"/desk/lists/{list_id}?done=entered")
    return await _page(visit, list_id, form, found)


@router.post("/{list_id}/leave")
async def leave(visit: Manager, list_id: UUID, form: Filled) -> Response:
    """Enters that somebody wants to be in the list no more."""
    resident, found = await whom(visit, form)
    ground = form.need("ground", LEFT_MISSING)
    try:
        if await removed(visit, form, f"/lists/{list_id}/members/{resident}", query={"ground": ground}):
            return visit.go(f"/desk/lists/{list_id}?done=left")
    except Refused as error:
        if error.status != 404:
            raise
        form.wrong("who", NOT_IN_IT)
    return await _page(visit, list_id, form, found)


@router.post("/{list_id}/close")
async def close(visit: Manager, list_id: UUID, form: Filled) -> Response:
    """Closes an empty list."""
    if await removed(visit, form, f"/lists/{list_id}"):
        return visit.go("/desk/lists?done=closed")
    return await _page(visit, list_id, form, [])


async def _present(visit: Visit, list_id: UUID) -> Known:
    found, version = await visit.api.get_versioned(NeighborList, "registry", path_of(visit, list_id))
    return {"title": found.title, "entrance": found.entrance, "branching": found.branching}, version


async def _phone(visit: Visit, resident: UUID) -> UUID | None:
    """The telephone that a manager may see: the preferred one, else the first; None for whoever is knocked up."""
    contacts = await contacts_of(visit.api, f"/centers/{visit.center}/residents/{resident}")
    return next((one.id for one in contacts if one.kind == "phone" and one.value is not None), None)


async def _page(visit: Visit, list_id: UUID, form: Form, found: list[PersonLine], done: str = "") -> Response:
    shown, rounds, houses = await asyncio.gather(
        list_of(visit, list_id), rounds_of(visit, list_id), houses_of(visit)
    )
    addresses = {one.id: one.address for one in houses}
    return visit.page("lists/kept", form, list=shown, rounds=rounds, found=found, houses=addresses, done=done)
