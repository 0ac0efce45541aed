"""The bank of talents on the desk: propose a match, write down an answer given by phone, close a need."""

from typing import Annotated, Literal
from uuid import UUID

from fastapi import APIRouter, Query
from starlette.responses import Response

from services.portal.filling.forms import Form
from services.portal.filling.saving import carried_out
from services.portal.people.entering import CHANNEL_MISSING
from services.portal.people.labels import ANSWER_CHANNEL
from services.portal.people.speaking import GROUND_MISSING
from services.portal.talents.labels import CLOSING, SIDE
from services.portal.talents.view import bank_of, need_page
from services.portal.visits.visit import Filled, Manager, Visit
from services.portal.wording.language import phrase

router = APIRouter(prefix="/desk/talents", include_in_schema=False)

REASON_MISSING = phrase("Выберите, почему не получилось")
SIDE_MISSING = phrase("Отметьте, чей это ответ")
WORD_MISSING = phrase("Отметьте, да или нет")
_DONE = {
    "propose": phrase("Предложили обоим. Тем, у кого нет телефона и почты, надо позвонить или зайти."),
    "accept": phrase("Записали согласие."),
    "decline": phrase("Записали отказ. Ниже другие, кто подходит."),
    "complete": phrase("Записали: помощь получена."),
    "close": phrase("Просьбу закрыли. Причина сохранена."),
}


@router.get("")
async def bank(visit: Manager) -> Response:
    """Who needs help, and for whom somebody was found."""
    return visit.page("talents/bank", view=await bank_of(visit))


@router.get("/{need_id}")
async def need(visit: Manager, need_id: UUID, done: Annotated[str, Query()] = "") -> Response:
    """One need with its candidates."""
    return await _page(visit, need_id, Form(), _DONE.get(done, ""))


@router.post("/{need_id}/matches/{match_id}/word")
async def word(visit: Manager, need_id: UUID, match_id: UUID, form: Filled) -> Response:
    """Writes down what one side has answered by phone or in person."""
    side = form.one_of("side", SIDE, SIDE_MISSING)
    said = form.one_of("word", ("accept", "decline"), WORD_MISSING)
    channel = form.one_of("channel", ANSWER_CHANNEL, CHANNEL_MISSING)
    ground = form.need("ground", GROUND_MISSING)
    body = {"side": side, "channel": channel, "ground": ground}
    return await _command(visit, need_id, form, f"/matches/{match_id}/{said}", body, said)


@router.post("/{need_id}/matches/{match_id}/{act}")
async def act(
    visit: Manager, need_id: UUID, match_id: UUID, act: Literal["propose", "complete"], form: Filled
) -> Response:
    """Proposes a match to both, or notes that the help was given."""
    return await _command(visit, need_id, form, f"/matches/{match_id}/{act}", None, act)


@router.post("/{need_id}/close")
async def close(visit: Manager, need_id: UUID, form: Filled) -> Response:
    """Closes a need without help, with the reason."""
    reason = form.one_of("reason", CLOSING, REASON_MISSING)
    ground = form.need("close_ground", GROUND_MISSING)
    body = {"reason": reason, "ground": ground}
    return await _command(visit, need_id, form, f"/needs/{need_id}/close", body, "close")


async def _command(visit: Visit, need_id: UUID, form: Form, path: str, body: object, done: str) -> Response:
    if await carried_out(visit, form, path, body, service="talents"):
        return visit.go(f"/desk/talents/{need_id}?done={done}")
    return await _page(visit, need_id, form)


async def _page(visit: Visit, need_id: UUID, form: Form, done: str = "") -> Response:
    return visit.page("talents/need", form, view=await need_page(visit, need_id), done=done)
