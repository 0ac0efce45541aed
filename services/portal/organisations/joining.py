"""«Хочу участвовать»: a resident asks, whoever is responsible or a manager answers."""

import asyncio
from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from typing import Literal
from uuid import UUID

from services.portal.desk.model import Row
from services.portal.filling.forms import Form
from services.portal.filling.saving import made, removed
from services.portal.people.view import children_of
from services.portal.visits.api import Listed, Query, Read
from services.portal.visits.visit import Visit
from services.portal.wording.language import Language, phrase

_ANSWER_WITHIN = timedelta(days=3)
_SHOWN = 3
_NAMES = {"resident_id": "", "organisation_id": ""}
"""The forms have a button and no field: whatever is refused is said on top."""
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
    found = await visit.api.get(
        Listed[JoinRequest], "registry", f"/centers/{visit.center}/join-requests", said
    )
    return found.items[::-1]


async def asking_me(visit: Visit) -> dict[UUID, list[JoinRequest]]:
    """The wishes of others that wait for the visitor's answer, by organisation."""
    waiting, children = await asyncio.gather(requests_of(visit), children_of(visit))
    family = {visit.me.id, *(child.resident_id for child in children)}
    return by_organisation(one for one in waiting if one.resident_id not in family)


def by_organisation(waiting: Iterable[JoinRequest]) -> dict[UUID, list[JoinRequest]]:
    """The wishes of each organisation together, in their order."""
    found: dict[UUID, list[JoinRequest]] = {}
    for one in waiting:
        found.setdefault(one.organisation_id, []).append(one)
    return found


async def asked(visit: Visit, form: Form, organisation: UUID) -> bool:
    """Whether the wish was taken, for oneself or for the child whom the form names; why not is in the form."""
    body = {"organisation_id": organisation, "resident_id": form.id("child")}
    return bool(await made(visit, form, "/join-requests", body, _NAMES))


async def taken_back(visit: Visit, form: Form, request: UUID) -> bool:
    """Whether one's own wish is gone."""
    return await removed(visit, form, f"/join-requests/{request}")


async def answered(visit: Visit, form: Form, request: UUID, answer: Answer) -> bool:
    """Whether somebody was let in, or not, as the visitor said; why it could not be is in the form."""
    return bool(await made(visit, form, f"/join-requests/{request}/{answer}", None, _NAMES))


def of_requests(language: Language, waiting: Sequence[JoinRequest]) -> Iterable[Row]:
    """Those who wait for an answer, as rows of the desk, one an organisation."""
    for group in list(by_organisation(waiting).values())[:_SHOWN]:
        yield Row(
            title=language.say("Хотят участвовать: {name}", name=group[0].organisation_name),
            why=language.many(
                len(group), "{n} человек ждёт ответа", "{n} человека ждут ответа", "{n} человек ждут ответа"
            ),
            href=f"/desk/organisations/{group[0].organisation_id}#asking",
            action=language.say("Ответить"),
            lost_by=group[0].asked_at + _ANSWER_WITHIN,
        )
