"""Appeals with the houses and the people they are about, and by when what is due."""

import asyncio
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from services.portal.appeals.model import Appeal
from services.portal.people.view import houses_of, names_of
from services.portal.visits.api import Listed, Query, every
from services.portal.visits.visit import Visit
from services.portal.wording.language import Language, phrase
from services.portal.wording.times import date_said
from shared.kit.clock import today

_MOST = 300
_DUE = {
    "register": phrase("ждёт номера до {day}"),
    "answer": phrase("ждёт ответа до {day}"),
    "promise": phrase("обещали ответить до {day}"),
}
_LATE = {
    "register": phrase("номер должны были дать до {day}"),
    "answer": phrase("срок ответа вышел {day}"),
    "promise": phrase("обещали ответить до {day}, ответа нет"),
}


@dataclass(frozen=True)
class Appeals:
    """One page of the list."""

    items: list[Appeal]
    next: UUID | None
    houses: dict[UUID, str]
    names: dict[UUID, str]


async def open_appeals(visit: Visit, query: Query) -> Appeals:
    """Everything that was taken up and is not over: whose day is over first, then by the day, then what waits to be
    sent; the oldest first. What surveys complain of stands apart: hundreds may wait there."""
    wanted = {**query, "open": "true", "raised": "false"}
    found = await every(Appeal, visit.api, "events", path_of(visit), wanted, most=_MOST)
    found.sort(key=lambda one: (one.due_on or date.max, one.state != "waiting", one.noted_at))
    return await _dressed(visit, found, None)


async def appeals_of(visit: Visit, query: Query) -> Appeals:
    """One page of what is wanted, newest first."""
    page = await visit.api.get(Listed[Appeal], "events", path_of(visit), query)
    return await _dressed(visit, page.items, page.next)


async def appeal_of(visit: Visit, appeal: UUID) -> Appeals:
    """One appeal, as a list of one."""
    found = await visit.api.get(Appeal, "events", f"{path_of(visit)}/{appeal}")
    return await _dressed(visit, [found], None)


async def overdue_appeals(visit: Visit) -> list[Appeal]:
    """Those whose day is over."""
    return await every(Appeal, visit.api, "events", path_of(visit), {"overdue": "true"}, most=_MOST)


async def raised_count(visit: Visit) -> int:
    """How many complaints of surveys wait until somebody takes them up or sets them aside."""
    query: Query = {"raised": "true", "limit": 1, "total": "true"}
    return (await visit.api.get(Listed[Appeal], "events", path_of(visit), query)).total or 0


def path_of(visit: Visit) -> str:
    """Where the calendar's service keeps the appeals of this center."""
    return f"/centers/{visit.center}/appeals"


def due_said(speech: Language, appeal: Appeal) -> str:
    """By when what is due: «ждёт ответа до 12 марта»; empty where nothing is."""
    if appeal.due_on is None or appeal.due_for is None:
        return ""
    words = (_LATE if appeal.overdue else _DUE)[appeal.due_for]
    return speech.say(words, day=date_said(speech, appeal.due_on, year=appeal.due_on.year != today().year))


async def _dressed(visit: Visit, found: list[Appeal], after: UUID | None) -> Appeals:
    houses, names = await asyncio.gather(
        houses_of(visit), names_of(visit, (one.resident_id for one in found if one.resident_id))
    )
    return Appeals(found, after, {one.id: one.address for one in houses}, names)
