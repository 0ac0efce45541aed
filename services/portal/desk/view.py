"""The manager's desk: what waits, why now, and one action each; beside it the week."""

import asyncio
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from uuid import UUID

from services.portal.appeals.due import of_appeals, of_raised
from services.portal.appeals.view import overdue_appeals, raised_count
from services.portal.calendar.view import events_between
from services.portal.consents.bases import Count, awaited_count, of_awaited
from services.portal.desk import rows
from services.portal.desk.contracts import ending_contracts, of_contracts
from services.portal.desk.model import AtMeeting, Row, ToCall, by_resident, calls_of
from services.portal.desk.windows import Windows, windows_of
from services.portal.directory.rows import partner_rows
from services.portal.erasures.due import of_erasures
from services.portal.erasures.view import overdue_of
from services.portal.events.model import Event
from services.portal.matters.model import Match
from services.portal.organisations.due import of_deadlines
from services.portal.organisations.joining import of_requests, requests_of
from services.portal.organisations.view import deadlines_of
from services.portal.seen.desk import contested
from services.portal.surveys.model import SurveyRead
from services.portal.talents.view import Bank, bank_of
from services.portal.talks.due import of_talks, waiting_talks
from services.portal.visits.api import Listed, every
from services.portal.visits.visit import Visit
from shared.kit.clock import now

_BACK = timedelta(days=14)
_AHEAD = timedelta(days=14)
# The reasons of so many needs are looked up; the rest say how many candidates they have.
_EXPLAINED = 5


@dataclass(frozen=True)
class Desk:
    """Everything on the page."""

    today: list[Row] = field(default_factory=list)
    week: list[Row] = field(default_factory=list)
    coming: list[Event] = field(default_factory=list)
    windows: Windows | None = None

    @property
    def count(self) -> int:
        """How many things wait."""
        return len(self.today) + len(self.week)


async def desk_of(visit: Visit) -> Desk:
    """The desk of the manager who visits; parts whose service is silent are left out."""
    at = now()
    events, windows, surveys, people = await asyncio.gather(
        visit.or_else(events_between(visit, at - _BACK, at + _AHEAD), []),
        visit.or_else(windows_of(visit), None),
        visit.or_else(_surveys(visit), []),
        _of_people(visit, at),
    )
    found = [
        *people,
        *rows.of_surveys(visit.speech, surveys, at),
        *rows.of_events(visit.speech, events, at),
        *await _of_papers_and_terms(visit, at),
        *await _of_what_was_said(visit, at),
    ]
    found.sort(key=lambda row: row.lost_by)
    return Desk(
        today=[row for row in found if row.is_for_today(at)],
        week=[row for row in found if not row.is_for_today(at)],
        coming=[one for one in events if one.starts_at >= at and not one.cancelled_at][:5],
        windows=windows,
    )


async def _of_people(visit: Visit, at: datetime) -> list[Row]:
    """Whom to call, who was not asked about what was done for them, and who helps whom."""
    people, contests, bank = await asyncio.gather(
        visit.or_else(people_to_call(visit), []),
        contested(visit, at),
        visit.or_else(bank_of(visit), Bank([], [], [], 0)),
    )
    best = await visit.or_else(_best(visit, bank), {})
    return [
        *rows.of_calls(visit.speech, people, at),
        *contests,
        *rows.of_needs(visit.speech, bank, best, at),
        *rows.of_matches(visit.speech, bank, at),
    ]


async def _of_papers_and_terms(visit: Visit, at: datetime) -> list[Row]:
    """What has a day of its own: contracts, erasures, consents, partners, organisations and who wants to join them."""
    contracts, overdue, awaited, beside, deadlines, wishes = await asyncio.gather(
        visit.or_else(ending_contracts(visit), []),
        visit.or_else(overdue_of(visit), []),
        visit.or_else(awaited_count(visit), Count()),
        visit.or_else(partner_rows(visit, at), []),
        visit.or_else(deadlines_of(visit), []),
        visit.or_else(requests_of(visit), []),
    )
    return [
        *of_contracts(visit.speech, contracts),
        *of_erasures(visit.speech, overdue, at),
        *of_awaited(visit.speech, awaited),
        *beside,
        *of_deadlines(visit.speech, deadlines, at),
        *of_requests(visit.speech, wishes),
    ]


async def _of_what_was_said(visit: Visit, at: datetime) -> list[Row]:
    """What people have said or wait to hear: talks, appeals, complaints of surveys, and what to tell when they come."""
    talks, late, raised, meeting = await asyncio.gather(
        visit.or_else(waiting_talks(visit), []),
        visit.or_else(overdue_appeals(visit), []),
        visit.or_else(raised_count(visit), 0),
        visit.or_else(_at_meeting(visit), AtMeeting()),
    )
    return [
        *of_talks(visit.speech, talks, at),
        *of_appeals(visit.speech, late, at),
        *of_raised(visit.speech, raised, at),
        *rows.of_meetings(visit.speech, meeting, at),
    ]


async def people_to_call(visit: Visit, *, at_meeting: bool = False) -> list[ToCall]:
    """Everybody who can only be called or visited and waits for it; or whom to tell something when they come."""
    return by_resident(await calls_of(visit.api, visit.center, at_meeting=at_meeting))


async def to_tell(visit: Visit, resident: UUID) -> ToCall | None:
    """All that one resident is to be told: what they are called for first."""
    calls, beside = await asyncio.gather(
        calls_of(visit.api, visit.center, resident),
        calls_of(visit.api, visit.center, resident, at_meeting=True),
    )
    return ToCall(resident, [*calls, *beside]) if calls or beside else None


async def _at_meeting(visit: Visit) -> AtMeeting:
    return await visit.api.get(AtMeeting, "notifications", f"/centers/{visit.center}/calls/at-meeting")


async def _surveys(visit: Visit) -> list[SurveyRead]:
    return await every(SurveyRead, visit.api, "surveys", f"/centers/{visit.center}/surveys", most=100)


async def _best(visit: Visit, bank: Bank) -> dict[UUID, Match]:
    """The first candidate of the needs that have waited longest."""
    needs = bank.ready[:_EXPLAINED]
    path = f"/centers/{visit.center}/needs"
    found = await asyncio.gather(
        *(visit.api.get(Listed[Match], "talents", f"{path}/{one.id}/matches") for one in needs)
    )
    first = ((one.need_id, one) for matches in found for one in matches.items[:1] if one.state == "found")
    return dict(first)
