"""What a manager writes about their center: address, hours, services, territory, those who work there."""

import re
from datetime import date
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Query
from starlette.responses import Response

from services.portal.center.labels import ACCESS, BACKGROUND, CENTER_SERVICE, HOST
from services.portal.center.model import Center, Colleague
from services.portal.center.view import center_of, own_center
from services.portal.filling.forms import Form
from services.portal.filling.saving import Known, saved, standing
from services.portal.places.houses import ADDRESS_MISSING, point_in
from services.portal.places.outline import outline_in, outline_said
from services.portal.places.view import ground_of
from services.portal.visits.visit import Filled, Manager, Visit
from services.portal.wording.language import NBSP, phrase
from services.portal.wording.said import telephone

router = APIRouter(prefix="/desk/center", include_in_schema=False)

NAME_MISSING = phrase("Напишите, как называется центр")
HOST_MISSING = phrase("Отметьте, где он находится")
POST_MISSING = phrase("Напишите, кем работает человек")
HOURS_WRONG = phrase("Пишите так: 10:00–20:00. С перерывом: 10:00–13:00, 14:00–18:00")
DATES_WRONG = phrase(
    "Пишите по строке на день: «31.12.2026 закрыто» или «30.12.2026 10:00–15:00, санитарный день»"
)
_DONE = {"changed": phrase("Исправили."), "room": phrase("Комнату записали."), "removed": phrase("Убрали.")}

_SPAN = re.compile(r"(\d{1,2})[:.](\d{2})\s*[-–—]\s*(\d{1,2})[:.](\d{2})")
_DATE = re.compile(r"(\d{1,2})\.(\d{1,2})\.(\d{4})\s+(.+)")
_CLOSED = re.compile(r"^(закрыто|closed)\b\s*", re.IGNORECASE)
_NAMES = {"point": "coordinates", "exceptions": "exceptions"}


@router.get("")
async def center(visit: Manager, done: Annotated[str, Query()] = "") -> Response:
    """The center as residents see it, with what to mend."""
    found, _ = await own_center(visit, visit.center)
    return visit.page("center/desk", view=await center_of(visit, found), done=_DONE.get(done, ""))


@router.get("/edit")
async def ask_edit(visit: Manager) -> Response:
    """The form."""
    return await _page(visit, await standing(_present(visit)))


@router.post("/edit")
async def edit(visit: Manager, form: Filled) -> Response:
    """Writes what the center says of itself."""
    body = _center(form)
    if await _is_saved(visit, form, body):
        return visit.go("/desk/center?done=changed")
    return await _page(visit, form)


@router.get("/staff/{account_id}")
async def ask_post(visit: Manager, account_id: UUID) -> Response:
    """The form of what a manager is at this center."""
    return await _post_page(visit, account_id, await standing(_colleague(visit, account_id)))


@router.post("/staff/{account_id}")
async def say_post(visit: Manager, account_id: UUID, form: Filled) -> Response:
    """Writes what a manager is at this center."""
    body = {
        "post": form.need("post", POST_MISSING),
        "backgrounds": [one for one in form.chosen("backgrounds") if one in BACKGROUND],
    }
    path = f"/staff/{account_id}"
    if await saved(visit, form, path, body, lambda: _colleague(visit, account_id), method="PUT"):
        return visit.go("/desk/center?done=changed")
    return await _post_page(visit, account_id, form)


async def _page(visit: Visit, form: Form) -> Response:
    return visit.page("center/edit", form, drawing=await ground_of(visit))


async def _is_saved(visit: Visit, form: Form, body: dict[str, object]) -> bool:
    taken = await saved(visit, form, "", body, lambda: _present(visit), _NAMES)
    if not taken and "hours" in form.errors:
        form.errors = {"hours-1" if name == "hours" else name: said for name, said in form.errors.items()}
    return taken


def _center(form: Form) -> dict[str, object]:
    return {
        "name": form.need("name", NAME_MISSING),
        "host": form.one_of("host", HOST, HOST_MISSING),
        "address": form.need("address", ADDRESS_MISSING),
        "about": form.value("about") or None,
        "directions": form.value("directions") or None,
        "phone": form.value("phone") or None,
        "point": point_in(form),
        "territory": outline_in(form, "territory", closed=True),
        "hours": [one for weekday in range(1, 8) for one in _spans(form, weekday)],
        "exceptions": _exceptions(form),
        "services": [one for one in form.chosen("services") if one in CENTER_SERVICE],
        "access": [one for one in form.chosen("access") if one in ACCESS],
    }


def _spans(form: Form, weekday: int) -> list[dict[str, object]]:
    typed = form.value(f"hours-{weekday}")
    found = _times(typed)
    if typed and found is None:
        form.wrong(f"hours-{weekday}", HOURS_WRONG)
    return [{"weekday": weekday, "opens": opens, "closes": closes} for opens, closes in found or ()]


def _times(typed: str) -> list[tuple[str, str]] | None:
    """«10:00–13:00, 14:00–18:00» as pairs; None where it is written otherwise."""
    found = []
    for part in (one.strip() for one in typed.split(",") if one.strip()):
        span = _SPAN.fullmatch(part)
        if span is None:
            return None
        found.append((f"{int(span[1]):02}:{span[2]}", f"{int(span[3]):02}:{span[4]}"))
    return found


def _exceptions(form: Form) -> list[dict[str, object]]:
    found: list[dict[str, object]] = []
    for line in (one.strip() for one in form.value("exceptions").splitlines() if one.strip()):
        parts = _DATE.fullmatch(line)
        try:
            day = date(int(parts[3]), int(parts[2]), int(parts[1])) if parts else None
        except ValueError:
            day = None
        if parts is None or day is None:
            form.wrong("exceptions", DATES_WRONG)
            continue
        found += _on_date(day, parts[4])
    return found


def _on_date(day: date, said: str) -> list[dict[str, object]]:
    """One line of the dates: times first, or «закрыто», then why."""
    times, words = [], []
    for part in (one.strip() for one in said.split(",")):
        span = _times(part)
        if span:
            times += span
        elif rest := _CLOSED.sub("", part):
            words.append(rest)
    note = ", ".join(words) or None
    if not times:
        return [{"on": day, "note": note}]
    return [{"on": day, "opens": opens, "closes": closes, "note": note} for opens, closes in times]


async def _present(visit: Visit) -> Known:
    found, version = await own_center(visit, visit.center)
    known: dict[str, object] = found.model_dump(
        include={"name", "host", "address", "about", "directions", "phone", "services", "access"}
    )
    for weekday in range(1, 8):
        spans = sorted((one.opens, one.closes) for one in found.hours if one.weekday == weekday)
        known[f"hours-{weekday}"] = ", ".join(f"{opens}–{closes}" for opens, closes in spans)
    dates = "\n".join(_dates(found, visit.speech.say(phrase("закрыто"))))
    known["phone"] = telephone(found.phone).replace(NBSP, " ")
    return {
        **known,
        "coordinates": found.coordinates,
        "territory": outline_said(found.territory),
        "exceptions": dates,
    }, version


def _dates(center: Center, closed: str) -> list[str]:
    lines = []
    for day in sorted({one.on for one in center.exceptions}):
        of_day = [one for one in center.exceptions if one.on == day]
        times = [f"{one.opens}–{one.closes}" for one in of_day if one.opens]
        note = [one.note for one in of_day if one.note][:1]
        lines.append(f"{day:%d.%m.%Y} {', '.join([*(times or [closed]), *note])}")
    return lines


async def _colleague(visit: Visit, account_id: UUID) -> Known:
    path = f"/centers/{visit.center}/staff/{account_id}"
    found, version = await visit.api.get_versioned(Colleague, "registry", path)
    return found.model_dump(include={"post", "backgrounds"}), version


async def _post_page(visit: Visit, account_id: UUID, form: Form) -> Response:
    path = f"/centers/{visit.center}/staff/{account_id}"
    return visit.page("center/post", form, colleague=await visit.api.get(Colleague, "registry", path))
