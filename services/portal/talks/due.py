"""Talks that wait for a decision, as one row of the desk."""

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta

from services.portal.desk.model import Row
from services.portal.talks.model import Kind, Talk
from services.portal.visits.api import Listed
from services.portal.visits.visit import Visit
from services.portal.wording.language import Language, phrase
from services.portal.wording.times import date_said, local

_DECIDE_WITHIN = timedelta(days=3)
_LOOKED_AT = 100

_WAITING: tuple[Kind, ...] = ("need", "appeal", "idea")


async def waiting_talks(visit: Visit) -> list[Talk]:
    """The talks of which something is to become."""
    path = f"/centers/{visit.center}/talks"
    page = await visit.api.get(Listed[Talk], "registry", path, {"state": "waiting", "limit": _LOOKED_AT})
    return page.items


def of_talks(language: Language, talks: Sequence[Talk], at: datetime) -> Iterable[Row]:
    """What was said on the street and waits; what has waited longest says when it would be too late."""
    if not talks:
        return
    oldest = min(talk.talked_at for talk in talks)
    kinds = Counter(talk.kind for talk in talks)
    said = ", ".join(_counted(language, kind, kinds[kind]) for kind in _WAITING if kinds[kind])
    since = date_said(language, local(oldest).date(), year=False)
    yield Row(
        title=language.many(
            len(talks),
            "{n} разговор ждёт решения",
            "{n} разговора ждут решения",
            "{n} разговоров ждут решения",
        ),
        why=language.say(phrase("{kinds}. Первый с {day}"), kinds=said, day=since),
        href="/desk/talks?state=waiting",
        action=language.say("Разобрать"),
        lost_by=max(oldest + _DECIDE_WITHIN, at),
    )


def _counted(language: Language, kind: Kind, n: int) -> str:
    match kind:
        case "need":
            return language.many(n, "{n} просьба", "{n} просьбы", "{n} просьб")
        case "appeal":
            return language.many(n, "{n} жалоба", "{n} жалобы", "{n} жалоб")
        case _:
            return language.many(n, "{n} идея", "{n} идеи", "{n} идей")
