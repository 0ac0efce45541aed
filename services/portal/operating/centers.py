"""Opening a center: its name, where it lives, and its short name in addresses of pages."""

import re

from fastapi import APIRouter
from starlette.responses import Response

from services.portal.center.labels import HOST
from services.portal.filling.forms import Form
from services.portal.filling.saving import made
from services.portal.visits.visit import Filled, Operator
from services.portal.wording.language import phrase

router = APIRouter(prefix="/operator/centers", include_in_schema=False)

NAME_MISSING = phrase("Напишите, как называется центр")
HOST_MISSING = phrase("Выберите, где находится центр")
ADDRESS_MISSING = phrase("Напишите адрес центра")
SLUG_WRONG = phrase("Латинские буквы, цифры и дефис, от 2 до 40 знаков: dom-na-uglu")
_SLUG = re.compile(r"(?=.{2,40}$)[a-z0-9]+(-[a-z0-9]+)*")


@router.get("/new")
async def ask_center(visit: Operator) -> Response:
    """Which center joins."""
    return visit.page("operating/center", Form())


@router.post("/new")
async def open_center(visit: Operator, form: Filled) -> Response:
    """Opens it; its managers fill in the rest."""
    slug = form.value("slug").lower()
    body = {
        "name": form.need("name", NAME_MISSING),
        "host": form.one_of("host", HOST, HOST_MISSING),
        "address": form.need("address", ADDRESS_MISSING),
        "slug": slug,
    }
    if not _SLUG.fullmatch(slug):
        form.wrong("slug", SLUG_WRONG)
    if await made(visit, form, "/centers", body, root=""):
        return visit.go("/operator?done=center")
    return visit.page("operating/center", form)
