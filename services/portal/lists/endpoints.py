"""«Свои списки» for residents: which there are, who is in them, joining, leaving, the tree on paper, test rounds."""

import asyncio
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Query
from starlette.responses import Response

from services.portal.filling.forms import Form, filled
from services.portal.filling.saving import carried_out, made
from services.portal.lists.view import (
    consent_to_lists,
    list_of,
    lists_of,
    members_of,
    path_of,
    rounds_of,
)
from services.portal.people.model import contacts_of
from services.portal.people.view import Person
from services.portal.visits.api import Refused
from services.portal.visits.visit import Filled, Resident, Visit
from services.portal.wording.language import phrase

router = APIRouter(prefix="/lists", include_in_schema=False)

TITLE_MISSING = phrase("Назовите список, например «Подъезд 2»")
PHONE_MISSING = phrase("Выберите телефон, который увидят соседи, или что к вам заходят")
KNOCK = "knock"
"""In place of a telephone: neighbors knock at the door."""
AGREE_MISSING = phrase("Прочтите и отметьте, что согласны")
_DONE = {
    "joined": phrase("Вы в списке. Соседи из него видят ваше имя, квартиру и телефон, если вы его выбрали."),
    "left": phrase("Вас в списке больше нет, телефон соседям не виден."),
    "opened": phrase("Список открыт. Станьте первым, а потом позовите соседей."),
    "called": phrase("Записали."),
    "ended": phrase("Обзвон закончен."),
}


@router.get("")
async def lists(visit: Resident, done: Annotated[str, Query()] = "") -> Response:
    """The lists of one's house."""
    found, me = await asyncio.gather(lists_of(visit), _me(visit))
    return visit.page("lists/lists", Form(), lists=found, me=me, done=_DONE.get(done, ""))


@router.get("/new")
async def ask_list(visit: Resident) -> Response:
    """How a new list is called."""
    return visit.page("lists/new", Form())


@router.post("/new")
async def open_list(visit: Resident, form: Filled) -> Response:
    """Opens a list of one's own house."""
    me = await _me(visit)
    body = {
        "house_id": me.house_id,
        "title": form.need("title", TITLE_MISSING),
        "entrance": form.value("entrance") or None,
    }
    if opened := await made(visit, form, "/lists", body, {"house_id": ""}):
        return visit.go(f"/lists/{opened}?done=opened")
    return visit.page("lists/new", form)


@router.get("/{list_id}")
async def look(visit: Resident, list_id: UUID, done: Annotated[str, Query()] = "") -> Response:
    """Who is in the list, for those who are; for neighbors that it is there."""
    return await _page(visit, list_id, Form(), _DONE.get(done, ""))


@router.get("/{list_id}/join")
async def ask_join(visit: Resident, list_id: UUID) -> Response:
    """What the neighbors will see, and what is agreed to."""
    return await _join_page(visit, list_id, None)


@router.post("/{list_id}/join")
async def join(visit: Resident, list_id: UUID, form: Filled) -> Response:
    """Joins with one telephone."""
    body = {"contact_id": form.id("contact_id"), "consent_version": form.number("version")}
    if body["contact_id"] is None and form.value("contact_id") != KNOCK:
        form.wrong("contact_id", PHONE_MISSING)
    if form.value("agree") != "yes":
        form.wrong("agree", AGREE_MISSING)
    if await carried_out(visit, form, f"/lists/{list_id}/members", body, {"consent_version": "agree"}):
        return visit.go(f"/lists/{list_id}?done=joined")
    return await _join_page(visit, list_id, form)


@router.post("/{list_id}/leave")
async def leave(visit: Resident, list_id: UUID, form: Filled) -> Response:
    """Leaves at once."""
    try:
        await visit.api.change("DELETE", "registry", f"{path_of(visit, list_id)}/members/{visit.me.id}")
    except Refused as error:
        if error.status != 404:  # whoever pressed twice has left already
            raise
    return visit.go("/lists?done=left")


@router.get("/{list_id}/tree")
async def tree(visit: Resident, list_id: UUID) -> Response:
    """The tree on paper."""
    made, headers = await visit.api.file("registry", f"{path_of(visit, list_id)}/tree")
    kept = {**headers, "cache-control": "no-store"}
    return Response(made, headers=kept, media_type="application/pdf")


@router.post("/{list_id}/rounds")
async def begin_round(visit: Resident, list_id: UUID, form: Filled) -> Response:
    """Begins a test round."""
    await visit.api.post(object, "registry", f"{path_of(visit, list_id)}/rounds", None, form.once)
    return visit.go(f"/lists/{list_id}#round")


@router.post("/{list_id}/rounds/{round_id}")
async def note_call(visit: Resident, list_id: UUID, round_id: UUID, form: Filled) -> Response:
    """Notes whether a neighbor was reached."""
    path = f"{path_of(visit, list_id)}/rounds/{round_id}/calls/{form.value('who')}"
    await visit.api.change("PUT", "registry", path, {"reached": form.value("reached") == "yes"})
    return visit.go(f"/lists/{list_id}?done=called#round")


@router.post("/{list_id}/rounds/{round_id}/end")
async def end_round(visit: Resident, list_id: UUID, round_id: UUID, form: Filled) -> Response:
    """Ends a test round."""
    await visit.api.post(
        object, "registry", f"{path_of(visit, list_id)}/rounds/{round_id}/end", None, form.once
    )
    return visit.go(f"/lists/{list_id}?done=ended")


async def _me(visit: Visit) -> Person:
    return await visit.api.get(Person, "registry", f"/centers/{visit.center}/residents/{visit.me.id}")


async def _page(visit: Visit, list_id: UUID, form: Form, done: str = "") -> Response:
    found = await list_of(visit, list_id)
    if not found.joined:
        return visit.page("lists/outside", form, list=found, done=done)
    members, rounds = await asyncio.gather(members_of(visit, list_id), rounds_of(visit, list_id))
    names = {one.resident_id: one for one in members}
    mine = [one for one in members if one.called_by == visit.me.id]
    me = names.get(visit.me.id)
    caller = names.get(me.called_by) if me and me.called_by else None
    going = next((one for one in rounds if one.ended_at is None), None)
    return visit.page(
        "lists/list", form, list=found, members=members, mine=mine, caller=caller, me=me, names=names,
        going=going, rounds=[one for one in rounds if one.ended_at], done=done,
    )  # fmt: skip


async def _join_page(visit: Visit, list_id: UUID, form: Form | None) -> Response:
    own = f"/centers/{visit.center}/residents/{visit.me.id}"
    found, contacts, text, me = await asyncio.gather(
        list_of(visit, list_id), contacts_of(visit.api, own), consent_to_lists(visit), _me(visit)
    )
    phones = [one for one in contacts if one.kind == "phone"]
    start = form or filled({"contact_id": phones[0].id if phones else KNOCK})
    return visit.page("lists/join", start, list=found, phones=phones, text=text, flat=me.flat, knock=KNOCK)
