"""Writing a chance meeting down in three taps, finding it again, and making of it what it was about."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Query
from starlette.responses import FileResponse, Response

from services.portal import pages
from services.portal.filling.forms import Form, filled
from services.portal.filling.saving import made, removed, saved
from services.portal.help.view import WHAT_MISSING
from services.portal.people.finding import whom
from services.portal.people.view import houses_of
from services.portal.talents.labels import SKILL, TIME
from services.portal.talks.model import KIND, STATE
from services.portal.talks.placing import GROUND, PAGES, begin_with, place
from services.portal.talks.view import addresses, kinds, present, talk_of, talks_of, with_unclear_name
from services.portal.visits.visit import Filled, Manager, Visit
from services.portal.wording.language import phrase

router = APIRouter(prefix="/desk/talks", include_in_schema=False)

KIND_MISSING = phrase("Отметьте, что это было")
TOO_LONG = phrase("Здесь больше 1000 знаков. Оставьте главное")
_LONGEST = 1000
_DONE = {
    "noted": phrase("Записали разговор."),
    "changed": phrase("Исправили."),
    "forgotten": phrase("Разговор удалён."),
    "changed-since": phrase("Разговор только что изменили. Прочтите и, если надо, удалите ещё раз."),
    "need": phrase("Разговор стал просьбой."),
    "appeal": phrase("Разговор стал обращением."),
    "idea": phrase("Разговор стал идеей."),
}


@router.get("")
async def talks(
    visit: Manager,
    kind: Annotated[str, Query()] = "",
    state: Annotated[str, Query()] = "",
    resident: Annotated[UUID | None, Query()] = None,
    house: Annotated[UUID | None, Query()] = None,
    cursor: Annotated[UUID | None, Query()] = None,
    done: Annotated[str, Query()] = "",
) -> Response:
    """What was said on the street, newest first."""
    wanted = {
        "kind": kind if kind in KIND else None,
        "state": state if state in STATE else None,
        "resident_id": resident,
        "house_id": house,
    }
    view = await talks_of(visit, {**wanted, "cursor": cursor, "limit": 30})
    return visit.page(
        "talks/talks", view=view, wanted=wanted, done=_DONE.get(done, ""),
        KIND=KIND,
    )  # fmt: skip


@router.get("/worker.js")
async def worker() -> Response:
    """What keeps the form at hand without a connection; it may speak for these pages only."""
    return FileResponse(pages.STATIC / "talks-worker.js", media_type="text/javascript")


@router.get("/new")
async def ask_new(visit: Manager) -> Response:
    """Three taps: what it was, a few words, write."""
    return await _form(visit, Form())


@router.post("/new")
async def write_down(visit: Manager, form: Filled) -> Response:
    """Writes a talk down; one that a telephone sends later, and sends twice, is written down once."""
    body, found = await _read(visit, form)
    if not form.errors:
        body["talked_at"] = form.value("talked_at") or None
        if noted := await made(visit, form, "/talks", body):
            is_note = body["kind"] == "note"
            return visit.go("/desk/talks?done=noted" if is_note else f"/desk/talks/{noted}?done=noted")
    return await _form(visit, form, found=found)


@router.get("/{talk_id}")
async def talk(visit: Manager, talk_id: UUID, done: Annotated[str, Query()] = "") -> Response:
    """One talk, and what can become of it."""
    view = await talk_of(visit, talk_id)
    return visit.page(
        "talks/talk", view=view, talk=view.items[0], done=_DONE.get(done, ""), KIND=KIND, PAGES=PAGES
    )


@router.get("/{talk_id}/edit")
async def ask_edit(visit: Manager, talk_id: UUID) -> Response:
    """The same form, filled."""
    known, version = await present(visit, talk_id)
    return await _form(visit, filled({**known, "version": version}), talk_id)


@router.post("/{talk_id}/edit")
async def edit(visit: Manager, talk_id: UUID, form: Filled) -> Response:
    """Corrects a talk."""
    body, found = await _read(visit, form)
    if await saved(visit, form, f"/talks/{talk_id}", body, lambda: present(visit, talk_id)):
        return visit.go(f"/desk/talks/{talk_id}?done=changed")
    return await _form(visit, form, talk_id, found)


@router.get("/{talk_id}/need")
async def ask_need(visit: Manager, talk_id: UUID) -> Response:
    """What help is needed, and by whom."""
    talk, known = await begin_with(visit, talk_id)
    form = filled({**known, "details": talk.words[:500]})
    return visit.page("talks/need", form, talk=talk, found=[], houses=(await talk_of(visit, talk_id)).houses)


@router.post("/{talk_id}/need")
async def make_need(visit: Manager, talk_id: UUID, form: Filled) -> Response:
    """States the need for the resident and links it with the talk."""
    person, found = await whom(visit, form)
    skill = form.one_of("skill", SKILL, WHAT_MISSING["need"])
    if not form.errors:
        body = {
            "resident_id": person, "skill": skill, "free": [one for one in form.chosen("free") if one in TIME],
            "details": form.value("details"), "channel": "visit", "ground": GROUND,
        }  # fmt: skip
        need = await made(visit, form, "/needs", body, service="talents")
        if need and await place(visit, form, talk_id, need, person):
            return visit.go(f"/desk/talks/{talk_id}?done=need")
    view = await talk_of(visit, talk_id)
    return visit.page("talks/need", form, talk=view.items[0], found=found, houses=view.houses)


@router.post("/{talk_id}/forget")
async def forget(visit: Manager, talk_id: UUID, form: Filled) -> Response:
    """Deletes a talk."""
    gone = await removed(visit, form, f"/talks/{talk_id}")
    return visit.go("/desk/talks?done=forgotten" if gone else f"/desk/talks/{talk_id}?done=changed-since")


async def _read(visit: Visit, form: Form) -> tuple[dict[str, object], list[object]]:
    kind = form.one_of("kind", KIND, KIND_MISSING)
    words = form.value("words")
    if len(words) > _LONGEST:
        form.wrong("words", TOO_LONG)
    person, found = await whom(visit, form, needed=False)
    if form.value("later") and person is None:
        form.errors.pop("who", None)
        form.errors.pop("who_id", None)
        words, found = with_unclear_name(form, words)[:_LONGEST], []
    return {"kind": kind, "words": words, "house_id": form.id("house_id"), "resident_id": person}, list(found)


async def _form(
    visit: Visit, form: Form, talk_id: UUID | None = None, found: list[object] | None = None
) -> Response:
    houses = await houses_of(visit)
    return visit.page(
        "talks/new", form, houses=houses, addresses=addresses(houses), kinds=kinds(visit.speech),
        talk_id=talk_id, found=found or [],
    )  # fmt: skip
