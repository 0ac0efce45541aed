"""Ideas on the desk: written down, also from a talk, said better, taken back."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Query
from starlette.exceptions import HTTPException
from starlette.responses import Response

from services.portal.filling.forms import Form, filled
from services.portal.filling.saving import Known, carried_out, saved, standing
from services.portal.ideas.view import idea_of, ideas_of
from services.portal.people.view import houses_of
from services.portal.talks.placing import PAGES, begin_with, write_down
from services.portal.visits.visit import Filled, Manager, Visit
from services.portal.wording.language import phrase

router = APIRouter(prefix="/desk/ideas", include_in_schema=False)

TITLE_MISSING = phrase("Назовите идею в нескольких словах")
_DONE = {
    "noted": phrase("Записали идею. Жители видят её и могут поддержать."),
    "changed": phrase("Исправили."),
    "withdrawn": phrase("Идею убрали. Жители её больше не видят."),
}


@router.get("")
async def ideas(
    visit: Manager,
    state: Annotated[str, Query()] = "",
    cursor: Annotated[UUID | None, Query()] = None,
) -> Response:
    """What people would have otherwise, newest first."""
    state = state if state == "withdrawn" else "idea"
    view = await ideas_of(visit, {"state": state, "cursor": cursor, "limit": 30})
    return visit.page("ideas/ideas", view=view, state=state)


@router.get("/new")
async def ask_new(visit: Manager, talk: Annotated[UUID | None, Query()] = None) -> Response:
    """An empty form, or one that begins with a talk; a talk that found its place already leads there."""
    if talk is None:
        return await _form(visit, filled({"channel": "visit"}))
    said, known = await begin_with(visit, talk)
    if said.kind != "idea":
        raise HTTPException(404)
    if said.became_id:
        return visit.go(f"{PAGES['idea']}{said.became_id}")
    title, _, more = said.words.partition("\n")
    told = {"title": title[:200], "words": said.words if title[200:] else more}
    return await _form(visit, filled({**known, **told, "channel": "visit"}))


@router.post("/new")
async def note(visit: Manager, form: Filled) -> Response:
    """Writes an idea down, and places the talk that it came from."""
    page, found = await write_down(visit, form, "idea", read)
    return visit.go(page) if page else await _form(visit, form, found=found)


@router.get("/{idea_id}")
async def idea(visit: Manager, idea_id: UUID, done: Annotated[str, Query()] = "") -> Response:
    """One idea, and how many would have it so."""
    view = await idea_of(visit, idea_id)
    return visit.page("ideas/idea", Form(), view=view, idea=view.items[0], done=_DONE.get(done, ""))


@router.get("/{idea_id}/edit")
async def ask_edit(visit: Manager, idea_id: UUID) -> Response:
    """The same form, filled."""
    return await _form(visit, await standing(_present(visit, idea_id)), idea_id)


@router.post("/{idea_id}/edit")
async def edit(visit: Manager, idea_id: UUID, form: Filled) -> Response:
    """Says it better."""
    body, what = read(form), f"/ideas/{idea_id}"
    if await saved(visit, form, what, body, lambda: _present(visit, idea_id), service="events"):
        return visit.go(f"/desk/ideas/{idea_id}?done=changed")
    return await _form(visit, form, idea_id)


@router.post("/{idea_id}/withdraw")
async def withdraw(visit: Manager, idea_id: UUID, form: Filled) -> Response:
    """Takes the idea away from the neighbors."""
    if await carried_out(visit, form, f"/ideas/{idea_id}/withdraw", service="events"):
        return visit.go(f"/desk/ideas/{idea_id}?done=withdrawn")
    view = await idea_of(visit, idea_id)
    return visit.page("ideas/idea", form, view=view, idea=view.items[0], done="")


def read(form: Form) -> dict[str, object]:
    """What the form says of an idea."""
    return {
        "title": form.need("title", TITLE_MISSING),
        "words": form.value("words"),
        "house_id": form.id("house_id"),
    }


async def _present(visit: Visit, idea_id: UUID) -> Known:
    """What stands there now, as the form writes it."""
    found = (await idea_of(visit, idea_id)).items[0]
    return {name: getattr(found, name) for name in ("title", "words", "house_id")}, found.etag


async def _form(
    visit: Visit, form: Form, idea_id: UUID | None = None, found: list[object] | None = None
) -> Response:
    houses = await houses_of(visit)
    addresses = {one.id: one.address for one in houses}
    return visit.page(
        "ideas/new", form, houses=houses, addresses=addresses, idea_id=idea_id, found=found or []
    )
