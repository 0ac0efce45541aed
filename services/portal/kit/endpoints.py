"""The kit's page: every component in all its states; only where the local mailbox is on."""

from datetime import timedelta

from fastapi import APIRouter
from starlette.exceptions import HTTPException
from starlette.responses import Response

from services.portal.filling.forms import Form
from services.portal.places.facade import HouseWindows, street
from services.portal.visits.visit import Anyone
from shared.kit.clock import now
from shared.kit.ids import new_id

router = APIRouter(include_in_schema=False)


@router.get("/dev/kit")
async def kit(visit: Anyone) -> Response:
    """The components, to be looked at."""
    if not visit.portal.settings.dev_mail:
        raise HTTPException(404)
    good = Form(
        {
            "name": ["Мария Петровна"],
            "often": ["week"],
            "kind": ["idea", "help"],
            "house": ["2"],
            "skill": ["escort"],
        }
    )
    bad = Form({"phone": ["8 900"]})
    bad.wrong("phone", "Напишите номер целиком, с кодом города или оператора")
    bad.wrong("when", "Отметьте хотя бы одно время")
    met = Form({"name": ["Мария Петровна"], "house": ["2"]})
    met.wrong("", "Пока вы правили, это изменил кто-то другой")
    met.meet({"name": "Мария Сергеевна", "house": "1"}, '"2"')
    lit = [number % 7 == 0 or number % 11 == 3 for number in range(105)]
    houses = street(
        [
            HouseWindows(house_id=new_id(), address="Садовая, 8", flats=40, lit=3, lit_flats=[2, 17, 33]),
            HouseWindows(house_id=new_id(), address="Садовая, 12", flats=20, storeys=5),
        ]
    )
    return visit.page(
        "kit/kit", good=good, bad=bad, met=met, flats=lit, houses=houses, moment=now() + timedelta(days=2)
    )
