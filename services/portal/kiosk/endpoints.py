"""The center's own device: a resident signs in by a card, a manager enrols the device and sees all."""

from contextlib import suppress
from datetime import datetime
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Query
from pydantic import BaseModel
from starlette.responses import Response

from services.portal.filling import refusals
from services.portal.filling.forms import Form
from services.portal.sign_in.view import SignedIn, enter
from services.portal.visits.api import Read, Refused, Silent, every
from services.portal.visits.visit import Anyone, Filled, Manager, Visit
from services.portal.wording.language import phrase

router = APIRouter(include_in_schema=False)

COOKIE = "device"
_YEAR = 365 * 24 * 3600

CARD_MISSING = phrase("Поднесите карточку к сканеру или наберите её цифры")
YEAR_MISSING = phrase("Напишите год рождения четырьмя цифрами")
NAME_MISSING = phrase("Назовите устройство, например «Планшет у входа»")
NOT_OURS = phrase("Это устройство больше не записано за центром. Позовите менеджера")
TOO_OFTEN = phrase("Было много попыток. Подождите четверть часа или позовите менеджера")


class Enrolled(BaseModel):
    """What the center's device keeps of itself."""

    key: str
    name: str
    center: str


class Device(Read):
    """One device in the manager's list."""

    id: UUID
    name: str
    enrolled_at: datetime
    used_at: datetime | None = None
    revoked_at: datetime | None = None


class NewDevice(Read):
    """A device that was enrolled just now."""

    name: str
    key: str


@router.get("/kiosk")
async def ask_card(
    visit: Anyone, done: Annotated[str, Query()] = "", onward: Annotated[str, Query(alias="next")] = ""
) -> Response:
    """The card, please; also of somebody whose session was over when they went on."""
    return visit.page("kiosk/card", Form(), device=_device(visit), away=done == "away" or bool(onward))


@router.post("/kiosk")
async def show_card(visit: Anyone, form: Filled) -> Response:
    """Signs in by a card and a year of birth."""
    device = _device(visit)
    if device is None:
        return visit.go("/kiosk")
    if form.value("card") and not form.value("birth_year"):  # a scanner presses Enter after the digits
        return visit.page("kiosk/card", Form({"card": [form.value("card")]}), device=device, away=False)
    card, year = form.need("card", CARD_MISSING), form.need("birth_year", YEAR_MISSING)
    if not form.errors:
        body = {"device_key": device.key, "card": card, "birth_year": year}
        try:
            return await enter(visit, await visit.api.post(SignedIn, "registry", "/sign-in/cards", body), "/")
        except refusals.TROUBLE as trouble:
            refusals.note(form, trouble)
        except Refused as refused:
            form.wrong("", TOO_OFTEN if refused.status == 429 else NOT_OURS)
    shown = Form({"birth_year": [form.value("birth_year")]}, form.errors)
    return visit.page("kiosk/card", shown, device=device, away=False)


@router.get("/kiosk/away")
async def went_away(visit: Anyone) -> Response:
    """Nobody has touched the device for five minutes: the next person finds it closed."""
    if visit.known is None or not visit.known.is_shared:
        return visit.go("/")
    if visit.session is not None:
        with suppress(Refused, Silent):  # the session on this device ends all the same
            await visit.api.change("DELETE", "registry", "/sign-in/sessions/current")
    visit.session = None
    response = visit.go("/kiosk?done=away")
    response.headers["clear-site-data"] = '"cache"'
    return response


@router.get("/desk/devices")
async def devices(visit: Manager, done: Annotated[str, Query()] = "") -> Response:
    """The center's devices."""
    return await _devices_page(visit, Form(), done)


@router.post("/desk/devices")
async def enrol(visit: Manager, form: Filled) -> Response:
    """The device at which the manager stands becomes the center's."""
    name = form.need("name", NAME_MISSING)
    if not form.errors:
        try:
            made = await visit.api.post(
                NewDevice, "registry", f"/centers/{visit.center}/devices", {"name": name}
            )
        except refusals.TROUBLE as trouble:
            refusals.note(form, trouble)
        else:
            kept = Enrolled(key=made.key, name=made.name, center=visit.me.center_name)
            response = visit.go("/desk/devices?done=enrolled")
            visit.keep(response, COOKIE, visit.portal.seal.close(kept, COOKIE), _YEAR, "/kiosk")
            return response
    return await _devices_page(visit, form, "")


@router.post("/desk/devices/{device}/revoke")
async def revoke(visit: Manager, device: UUID, form: Filled) -> Response:
    """No card signs in there any more."""
    del form
    await visit.api.change("DELETE", "registry", f"/centers/{visit.center}/devices/{device}")
    return visit.go("/desk/devices?done=revoked")


def _device(visit: Visit) -> Enrolled | None:
    return visit.portal.seal.open(Enrolled, visit.request.cookies.get(COOKIE, ""), COOKIE)


async def _devices_page(visit: Visit, form: Form, done: str) -> Response:
    found = await every(Device, visit.api, "registry", f"/centers/{visit.center}/devices")
    at_work = [one for one in found if one.revoked_at is None]
    revoked = [one for one in found if one.revoked_at is not None]
    return visit.page("kiosk/devices", form, at_work=at_work, revoked=revoked, done=done)
