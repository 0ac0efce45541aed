"""«Хочу участвовать»: a resident asks, whoever is responsible or a manager answers."""

from collections.abc import Awaitable, Iterable, Sequence
from datetime import datetime, timedelta
from typing import Literal
from uuid import UUID

from services.portal import refusals
from services.portal.api import Listed, Query, Read
from services.portal.desk.model import Row
from services.portal.forms import Form
from services.portal.language import Language, phrase
from services.portal.visit import Visit

_ANSWER_WITHIN = timedelta(days=3)
_SHOWN = 3
Answer = Literal["accept", "decline"]
JOINED = {
    "asked": phrase("Передали. Ответ появится здесь."),
    "taken-back": phrase("Отозвали просьбу."),
    "accept": phrase("Приняли: теперь это участник."),
    "decline": phrase("Ответили, что не получится. Попроситься можно снова."),
}


class JoinRequest(Read):
    """Somebody's wish to take part."""

    id: UUID
    organisation_id: UUID
    organisation_name: str
    resident_id: UUID
    name: str
    asked_at: datetime
    answer: str | None = None


async def requests_of(
    visit: Visit, organisation: UUID | None = None, waiting: bool | None = True
) -> list[JoinRequest]:
    """The wishes that the visitor may see, the oldest first."""
    said: Query = {
        "organisation_id": organisation,
        "waiting": None if waiting is None else str(waiting).lower(),
        "limit": 100,
    }
    found = await visit.api.get(Listed[JoinRequest], "registry", _path(visit), said)
    return found.items[::-1]


async def asked(visit: Visit, form: Form, organisation: UUID) -> bool:
    """Whether the wish was taken; why not is in the form."""
    body = {"organisation_id": organisation}
    return await _done(form, visit.api.post(object, "registry", _path(visit), body, form.once))


async def taken_back(visit: Visit, form: Form, request: UUID) -> bool:
    """Whether one's own wish is gone."""
    return await _done(form, visit.api.change("DELETE", "registry", f"{_path(visit)}/{request}"))


async def answered(visit: Visit, form: Form, request: UUID, answer: Answer) -> bool:
    """Whether somebody was let in, or not, as the visitor said; why it could not be is in the form."""
    path = f"{_path(visit)}/{request}/{answer}"
    return await _done(form, visit.api.post(object, "registry", path, once=form.once))


def of_requests(language: Language, waiting: Sequence[JoinRequest]) -> Iterable[Row]:
    """Those who wait for an answer, as rows of the desk, one an organisation."""
    by_organisation: dict[UUID, list[JoinRequest]] = {}
    for one in waiting:
        by_organisation.setdefault(one.organisation_id, []).append(one)
    for group in list(by_organisation.values())[:_SHOWN]:
        yield Row(
            title=language.say("Хотят участвовать: {name}", name=group[0].organisation_name),
            why=language.many(
                len(group), "{n} человек ждёт ответа", "{n} человека ждут ответа", "{n} человек ждут ответа"
            ),
            href=f"/desk/organisations/{group[0].organisation_id}#asking",
            action=language.say("Ответить"),
            lost_by=group[0].asked_at + _ANSWER_WITHIN,
        )


async def _done(form: Form, sent: Awaitable[object]) -> bool:
    try:
        await sent
    except refusals.TROUBLE as trouble:
        refusals.note(form, trouble)
        form.errors = {"": next(iter(form.errors.values()))}
        return False
    return True


def _path(visit: Visit) -> str:
    return f"/centers/{visit.center}/join-requests"
