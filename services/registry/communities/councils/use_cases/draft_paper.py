"""The papers of choosing a council as drafts to print: the notice, the owner's decision paper, the minutes."""

from datetime import date, timedelta
from pathlib import Path
from typing import Literal

from sqlalchemy.ext.asyncio import AsyncSession

from services.registry.communities.councils.model import CouncilForming
from services.registry.communities.councils.repository import asked_for
from services.registry.communities.councils.use_cases.run_forming import days_of
from services.registry.communities.organisations.repository import names_of
from services.registry.communities.rules.repository import number_in, rules_on
from services.registry.places.centers.repository import get_center
from services.registry.places.houses.repository import get_house
from shared.kit.clock import today
from shared.kit.typesetting import typeset

Paper = Literal["notice", "ballot", "minutes"]

_TEMPLATES = Path(__file__).parents[1] / "templates"
_MONTHS = (
    "января", "февраля", "марта", "апреля", "мая", "июня", "июля", "августа", "сентября", "октября", "ноября",
    "декабря",
)  # fmt: skip


async def draft_paper(session: AsyncSession, forming: CouncilForming, paper: Paper) -> bytes:
    """The PDF; whoever has agreed to stand is named in it, nobody else."""
    center = await get_center(session, forming.center_id)
    house = await get_house(session, forming.center_id, forming.house_id)
    rules = await rules_on(session, forming.meeting_on)
    agreed = [one for one in await asked_for(session, forming) if one.answer == "agrees"]
    names = await names_of(session, forming.center_id, [one.resident_id for one in agreed])
    quorum, days = rules.get("owners_meeting.quorum"), days_of(rules)
    data = {
        "center": center.name,
        "address": house.address,
        "flats": house.flats,
        "place": forming.place or "",
        "meeting": said(forming.meeting_on),
        "announced": said(forming.meeting_on + timedelta(days=days.results)),
        "today": said(today()),
        "notice_days": days.notice,
        "minutes_days": days.minutes,
        "quorum": str(quorum.value) if quorum else "1/2",
        "term": number_in(rules, "house_council.term_years", 2),
        "candidates": [
            {"name": names[one.resident_id], "chair": one.wanted == "chair"}
            for one in agreed
            if one.resident_id in names
        ],
        "sources": {code: rule.legal_basis for code, rule in rules.items()},
    }
    return await typeset(_TEMPLATES / f"{paper}.typ", data)


def said(day: date) -> str:
    """A day in words: «26 ноября 2026 года»."""
    return f"{day.day}\N{NO-BREAK SPACE}{_MONTHS[day.month - 1]} {day.year}\N{NO-BREAK SPACE}года"
