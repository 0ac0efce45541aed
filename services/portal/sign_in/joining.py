"""Joining a center: somebody whose contact is proven, and whom nobody knows yet."""

from typing import Annotated

from fastapi import APIRouter, Query
from starlette.responses import Response

from services.portal.consents.view import Texts
from services.portal.filling import refusals
from services.portal.filling.forms import Form
from services.portal.people.view import House
from services.portal.sign_in.view import CenterNamed, SignedIn, enter, signing_in
from services.portal.visits.api import every
from services.portal.visits.visit import Anyone, Filled, Visit
from services.portal.wording.language import phrase

router = APIRouter(prefix="/sign-in", include_in_schema=False)

CENTER_MISSING = phrase("Выберите свой центр")
FAMILY_MISSING = phrase("Напишите фамилию")
GIVEN_MISSING = phrase("Напишите имя")
CONSENT_MISSING = phrase("Отметьте согласие: без него центр не может завести карточку")
AGE_MISSING = phrase("Отметьте, исполнилось ли вам 18 лет")


@router.get("/join")
async def ask_center(visit: Anyone) -> Response:
    """Which center is near."""
    if not _is_proven(visit):
        return visit.go("/sign-in")
    return await _center_page(visit, Form())


@router.post("/join")
async def choose_center(visit: Anyone, form: Filled) -> Response:
    """Goes on to the name."""
    center = form.id("center")
    if center is None:
        form.wrong("center", CENTER_MISSING)
        return await _center_page(visit, form)
    return visit.go(f"/sign-in/join/name?center={center}")


@router.get("/join/name")
async def ask_name(visit: Anyone, center: Annotated[str, Query()] = "") -> Response:
    """Who somebody is."""
    if not _is_proven(visit):
        return visit.go("/sign-in")
    return await _name_page(visit, Form({"center": [center]}))


@router.post("/join/name")
async def join(visit: Anyone, form: Filled) -> Response:
    """Enters a new resident and signs them in."""
    so_far = signing_in(visit)
    if so_far is None or so_far.code is None or form.id("center") is None:
        return visit.go("/sign-in")
    body: dict[str, object] = {
        "request_id": so_far.request_id,
        "code": so_far.code,
        "browser": visit.browser,
        "family_name": form.need("family_name", FAMILY_MISSING),
        "given_name": form.need("given_name", GIVEN_MISSING),
        "patronymic": form.value("patronymic") or None,
        "house_id": form.id("house_id"),
        "flat": form.value("flat") or None if form.id("house_id") else None,
        "adult": form.one_of("adult", ("yes", "no"), AGE_MISSING) == "yes",
        "language": visit.code,
        "keep_card": int(agreed) if (agreed := form.value("keep_card")).isdecimal() else None,
    }
    if form.value("adult") == "no":
        return visit.page("sign_in/minor", center=form.value("center"))
    if body["keep_card"] is None:
        form.wrong("keep_card", CONSENT_MISSING)
    if not form.errors:
        try:
            path = f"/centers/{form.id('center')}/join"
            return await enter(visit, await visit.api.post(SignedIn, "registry", path, body), so_far.next)
        except refusals.TROUBLE as trouble:
            refusals.note(form, trouble)
    return await _name_page(visit, form)


def _is_proven(visit: Visit) -> bool:
    so_far = signing_in(visit)
    return so_far is not None and so_far.code is not None


async def _center_page(visit: Visit, form: Form) -> Response:
    return visit.page(
        "sign_in/join", form, centers=await every(CenterNamed, visit.api, "registry", "/centers")
    )


async def _name_page(visit: Visit, form: Form) -> Response:
    if (center := form.id("center")) is None:
        return visit.go("/sign-in/join")
    houses = await every(House, visit.api, "registry", f"/centers/{center}/houses")
    texts = await visit.api.get(Texts, "registry", f"/centers/{center}/consent-texts")
    (text,) = (one for one in texts.items if one.purpose == "keep_card")
    by_address = sorted(houses, key=lambda house: house.address)
    return visit.page("sign_in/join_name", form, houses=by_address, text=text)
