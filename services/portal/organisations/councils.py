"""Choosing a house's council on the desk: which houses have one, the steps, whoever was asked, what was decided."""

from typing import Annotated, Literal
from uuid import UUID

from fastapi import APIRouter, Query
from starlette.responses import Response

from services.portal.filling.forms import Form, filled
from services.portal.filling.saving import Known, made, saved, standing
from services.portal.organisations.labels import COUNCIL_ANSWER, COUNCIL_STEP, COUNCIL_WANTED
from services.portal.organisations.model import Forming
from services.portal.organisations.view import councils_of
from services.portal.organisations.writing import count_in
from services.portal.people.finding import PersonLine, whom
from services.portal.people.view import houses_of
from services.portal.visits.visit import Filled, Manager, Visit
from services.portal.wording.language import phrase
from shared.kit.clock import today

router = APIRouter(prefix="/desk/organisations/councils", include_in_schema=False)

HOUSE_MISSING = phrase("Выберите дом")
DAY_MISSING = phrase("Назначьте день собрания")
VOTES_MISSING = phrase("Впишите число из протокола")
NUMBER_MISSING = phrase("Впишите номер протокола")
MINUTES_MISSING = phrase("Укажите день протокола")
NOBODY_CHOSEN = phrase("Отметьте, кого выбрали")
REASON_MISSING = phrase("Напишите, почему остановили")
_WHAT = "/council-formings"
_DONE = {
    "held": phrase("Собрание записали. Добавьте, кого выбрали, и впишите протокол."),
    "begun": phrase("Начали. У каждого шага есть срок, он будет на столе."),
    "step": phrase("Отметили."),
    "asked": phrase("Записали."),
    "moved": phrase("Перенесли. Сроки шагов сдвинулись вместе с собранием."),
    "stopped": phrase("Остановили. Начать снова можно в любой день."),
}


@router.get("")
async def councils(visit: Manager) -> Response:
    """Which houses have a council, and which need one."""
    return visit.page("organisations/councils", view=await councils_of(visit))


@router.get("/new")
async def ask_begin(visit: Manager, house: Annotated[str, Query()] = "") -> Response:
    """The form of a new attempt."""
    return await _begin_page(visit, filled({"house_id": house}))


@router.post("/new")
async def begin(visit: Manager, form: Filled) -> Response:
    """A house begins to choose its council."""
    meeting_on = form.day("meeting_on")
    body = {
        "house_id": form.id("house_id"),
        "meeting_on": meeting_on,
        "place": form.value("place") or None,
    }
    if body["house_id"] is None:
        form.wrong("house_id", HOUSE_MISSING)
    if meeting_on is None:
        form.wrong("meeting_on", DAY_MISSING)
    if begun := await made(visit, form, _WHAT, body):
        held = meeting_on is not None and meeting_on <= today()
        return visit.go(f"/desk/organisations/councils/{begun}?done={'held' if held else 'begun'}")
    return await _begin_page(visit, form)


@router.get("/{forming_id}")
async def forming(visit: Manager, forming_id: UUID, done: Annotated[str, Query()] = "") -> Response:
    """One attempt."""
    return await _page(visit, forming_id, Form(), done=_DONE.get(done, ""))


@router.post("/{forming_id}/steps/{code}")
async def mark(visit: Manager, forming_id: UUID, code: str, form: Filled) -> Response:
    """A step was done on that day, or was not after all."""
    done_on = None if form.value("do") == "undo" else form.day("done_on") or today()
    what, names = f"{_WHAT}/{forming_id}/steps/{code}", {"done_on": ""}
    if code in COUNCIL_STEP and await saved(
        visit, form, what, {"done_on": done_on}, names=names, method="PUT"
    ):
        return visit.go(f"/desk/organisations/councils/{forming_id}?done=step#steps")
    return await _page(visit, forming_id, form)


@router.post("/{forming_id}/asked")
async def ask(visit: Manager, forming_id: UUID, form: Filled) -> Response:
    """Somebody was asked to stand, and what they said."""
    known = form.id("resident_id")
    resident, found = (known, []) if known else await whom(visit, form)
    wanted, answer = form.value("wanted"), form.value("answer")
    body = {
        "wanted": wanted if wanted in COUNCIL_WANTED else "council_member",
        "answer": answer if answer in COUNCIL_ANSWER else None,
    }
    if await saved(visit, form, f"{_WHAT}/{forming_id}/asked/{resident}", body, method="PUT"):
        return visit.go(f"/desk/organisations/councils/{forming_id}?done=asked#asked")
    return await _page(visit, forming_id, form, found)


@router.get("/{forming_id}/move")
async def ask_move(visit: Manager, forming_id: UUID) -> Response:
    """Another day or place of the meeting, or the end of the attempt."""
    return await _move_page(visit, forming_id, await standing(_present(visit, forming_id)))


@router.post("/{forming_id}/move")
async def move(visit: Manager, forming_id: UUID, form: Filled) -> Response:
    """Moves the meeting, or stops the attempt."""
    what = f"{_WHAT}/{forming_id}"
    if form.value("do") == "stop":
        body: dict[str, object] = {"reason": form.need("reason", REASON_MISSING)}
        what, method, done = f"{what}/stop", "POST", "stopped"
    else:
        body = {"meeting_on": form.day("meeting_on"), "place": form.value("place") or None}
        method, done = "PATCH", "moved"
    if await saved(visit, form, what, body, lambda: _present(visit, forming_id), method=method):
        return visit.go(f"/desk/organisations/councils/{forming_id}?done={done}")
    return await _move_page(visit, forming_id, form)


@router.get("/{forming_id}/finish")
async def ask_finish(visit: Manager, forming_id: UUID) -> Response:
    """What the owners decided, from the minutes."""
    found, version = await _forming(visit, forming_id)
    agreed = [str(one.resident_id) for one in found.asked if one.answer == "agrees"]
    chair = next(
        (str(one.resident_id) for one in found.asked if one.wanted == "chair" and one.answer == "agrees"), ""
    )
    return visit.page(
        "organisations/finish", filled({"member": agreed, "chair": chair, "version": version}), forming=found
    )


@router.post("/{forming_id}/finish")
async def finish(visit: Manager, forming_id: UUID, form: Filled) -> Response:
    """The council becomes an organisation."""
    body = _decided(form)
    taken = await saved(
        visit, form, f"{_WHAT}/{forming_id}/finish", body, names={"chosen": "member"}, method="POST"
    )
    found, version = await _forming(visit, forming_id)
    if taken:
        return visit.go(f"/desk/organisations/{found.organisation_id}?done=chosen")
    form.put("version", version or "")
    return visit.page("organisations/finish", form, forming=found)


@router.get("/{forming_id}/{paper}.pdf")
async def paper(visit: Manager, forming_id: UUID, paper: Literal["notice", "ballot", "minutes"]) -> Response:
    """A draft to print."""
    sheet, _ = await visit.api.file("registry", f"{_path(visit, forming_id)}/papers/{paper}.pdf")
    disposition = {"Content-Disposition": f'inline; filename="{paper}.pdf"'}
    return visit.dress(Response(sheet, media_type="application/pdf", headers=disposition))


def _decided(form: Form) -> dict[str, object]:
    chair, members = form.value("chair"), form.chosen("member")
    if not members and not chair:
        form.wrong("member", NOBODY_CHOSEN)
    chosen = [{"resident_id": one, "role": "council_member"} for one in members if one != chair]
    votes_all, took_part = count_in(form, "votes_all"), count_in(form, "votes_took_part")
    for name, votes in (("votes_all", votes_all), ("votes_took_part", took_part)):
        if votes is None:
            form.wrong(name, VOTES_MISSING)
    minutes_on = form.day("minutes_on")
    if minutes_on is None:
        form.wrong("minutes_on", MINUTES_MISSING)
    return {
        "chosen": ([{"resident_id": chair, "role": "chair"}] if chair else []) + chosen,
        "minutes_number": form.need("minutes_number", NUMBER_MISSING),
        "minutes_on": minutes_on,
        "votes_all": votes_all,
        "votes_took_part": took_part,
        "name": form.value("name") or None,
        "until": form.day("until"),
    }


def _path(visit: Visit, forming_id: UUID) -> str:
    return f"/centers/{visit.center}{_WHAT}/{forming_id}"


async def _forming(visit: Visit, forming_id: UUID) -> tuple[Forming, str | None]:
    return await visit.api.get_versioned(Forming, "registry", _path(visit, forming_id))


async def _page(
    visit: Visit, forming_id: UUID, form: Form, found: list[PersonLine] | None = None, done: str = ""
) -> Response:
    known, _ = await _forming(visit, forming_id)
    addresses = {one.id: one.address for one in await houses_of(visit)} if found else {}
    return visit.page(
        "organisations/forming", form, forming=known, found=found or [], addresses=addresses, done=done,
        this_day=today(),
    )  # fmt: skip


async def _present(visit: Visit, forming_id: UUID) -> Known:
    found, version = await _forming(visit, forming_id)
    return {"meeting_on": found.meeting_on.isoformat(), "place": found.place}, version


async def _move_page(visit: Visit, forming_id: UUID, form: Form) -> Response:
    found, _ = await _forming(visit, forming_id)
    return visit.page("organisations/move", form, forming=found)


async def _begin_page(visit: Visit, form: Form) -> Response:
    return visit.page("organisations/begin", form, houses=await houses_of(visit))
