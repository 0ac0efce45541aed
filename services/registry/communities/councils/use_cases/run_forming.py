"""A house begins to choose its council, does it step by step, or stops."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from services.registry.communities.councils.errors import (
    AlreadyForming,
    CouncilNotNeeded,
    FormingClosed,
    FormingNotFound,
)
from services.registry.communities.councils.model import (
    AFTER_MINUTES,
    EARLIEST,
    SHORTEST,
    SINCE_MEETING,
    Answer,
    CouncilAsked,
    CouncilForming,
    CouncilStep,
    Days,
    StepCode,
    Wanted,
    plan,
)
from services.registry.communities.councils.repository import get_forming, steps_of
from services.registry.communities.councils.service import is_needed
from services.registry.communities.rules.repository import Rules, number_in, rules_on
from services.registry.people.residents.model import Resident
from services.registry.places.houses.errors import HouseNotFound
from services.registry.places.houses.repository import get_house
from services.registry.storage.writing import Refusals, write
from shared.kit import audit
from shared.kit.clock import today
from shared.kit.etags import check_version
from shared.kit.ids import new_id
from shared.kit.problems import invalid

_REFUSED: Refusals = {"council_formings_open_key": AlreadyForming}


@dataclass(frozen=True, slots=True)
class BeginForming:
    """The owners of a house are to meet on that day, or have met on it already."""

    center_id: UUID
    house_id: UUID
    meeting_on: date
    place: str | None


async def begin_forming(session: AsyncSession, command: BeginForming) -> CouncilForming:
    """Raises Invalid, CouncilNotNeeded (Housing Code art. 161.1), AlreadyForming."""
    try:
        house = await get_house(session, command.center_id, command.house_id)
    except HouseNotFound as error:
        raise invalid("/house_id", "councils.house-unknown", "Такого дома в центре нет") from error
    if not await is_needed(session, house):
        raise CouncilNotNeeded
    _must_leave_time(today(), command.meeting_on)
    forming = CouncilForming(
        center_id=command.center_id, id=new_id(), house_id=house.id, started_on=min(today(), command.meeting_on),
        meeting_on=command.meeting_on, place=command.place, state="open",
    )  # fmt: skip
    session.add(forming)
    await write(session, _REFUSED)
    days = days_of(await rules_on(session, command.meeting_on))
    held = command.meeting_on <= today()
    session.add_all(
        CouncilStep(
            center_id=command.center_id, forming_id=forming.id, code=code, place=place, due_on=due,
            done_on=command.meeting_on if code == "meeting" and held else None,
        )
        for place, (code, due) in enumerate(plan(forming.started_on, forming.meeting_on, days))
        if not held or code in SINCE_MEETING
    )  # fmt: skip
    audit.note(session, "council.begun", about=forming.id)
    await session.flush()
    return forming


@dataclass(frozen=True, slots=True)
class MoveMeeting:
    """Another day or place; None stays."""

    center_id: UUID
    forming_id: UUID
    version: int
    meeting_on: date | None
    place: str | None


async def move_meeting(session: AsyncSession, command: MoveMeeting) -> CouncilForming:
    """Steps that are not done move along. Raises FormingNotFound, FormingClosed, Invalid, Outdated."""
    forming = await _open(session, command.center_id, command.forming_id)
    check_version(forming, command.version)
    forming.place = command.place or forming.place
    if command.meeting_on is not None and command.meeting_on != forming.meeting_on:
        _must_leave_time(forming.started_on, command.meeting_on)
        forming.meeting_on = command.meeting_on
        days = days_of(await rules_on(session, command.meeting_on))
        due = dict(plan(forming.started_on, forming.meeting_on, days))
        for step in await steps_of(session, forming):
            if step.done_on is None:
                step.due_on = due[step.code]
    audit.note(session, "council.moved", about=forming.id)
    await session.flush()
    return forming


@dataclass(frozen=True, slots=True)
class DoStep:
    """A step was done on that day; None takes it back."""

    center_id: UUID
    forming_id: UUID
    code: StepCode
    done_on: date | None
    words: str | None


async def do_step(session: AsyncSession, command: DoStep) -> CouncilForming:
    """Raises FormingNotFound, FormingClosed, Invalid."""
    forming = await get_forming(session, command.center_id, command.forming_id, for_update=True)
    if forming.state == "stopped" or (forming.state == "finished" and command.code not in AFTER_MINUTES):
        raise FormingClosed
    if command.done_on is not None and command.done_on > today():
        raise invalid("/done_on", "councils.day-to-come", "Этот день ещё не наступил")
    key = {"center_id": forming.center_id, "forming_id": forming.id, "code": command.code}
    step = await session.get(CouncilStep, key)
    if step is None:
        raise FormingNotFound
    step.done_on, step.words = command.done_on, command.words or step.words
    audit.note(session, f"council.step.{command.code}", about=forming.id)
    await session.flush()
    return forming


@dataclass(frozen=True, slots=True)
class AskSomebody:
    """Somebody was asked to stand; `answer` is what they said, None while they have not."""

    center_id: UUID
    forming_id: UUID
    resident_id: UUID
    wanted: Wanted
    asked_on: date | None
    answer: Answer | None


async def ask_somebody(session: AsyncSession, command: AskSomebody) -> CouncilForming:
    """Raises FormingNotFound, FormingClosed, Invalid."""
    forming = await _open(session, command.center_id, command.forming_id)
    key = {"center_id": command.center_id, "id": command.resident_id}
    if await session.get(Resident, key) is None:
        raise FormingNotFound
    asked_on = command.asked_on or today()
    if asked_on > today():
        raise invalid("/asked_on", "councils.day-to-come", "Этот день ещё не наступил")
    of_asked = {
        "center_id": command.center_id, "forming_id": forming.id, "resident_id": command.resident_id
    }  # fmt: skip
    asked = await session.get(CouncilAsked, of_asked)
    if asked is None:
        asked = CouncilAsked(**of_asked, asked_on=asked_on)
        session.add(asked)
    asked.wanted = command.wanted
    if asked.answer != command.answer:
        asked.answer = command.answer
        asked.answered_on = today() if command.answer else None
    audit.note(session, "council.asked", about=command.resident_id, evidence=str(forming.id))
    await session.flush()
    return forming


@dataclass(frozen=True, slots=True)
class StopForming:
    """The attempt ends without a council."""

    center_id: UUID
    forming_id: UUID
    version: int
    reason: str


async def stop_forming(session: AsyncSession, command: StopForming) -> CouncilForming:
    """Raises FormingNotFound, FormingClosed, Outdated."""
    forming = await _open(session, command.center_id, command.forming_id)
    check_version(forming, command.version)
    forming.state, forming.stop_reason = "stopped", command.reason
    audit.note(session, "council.stopped", about=forming.id)
    await session.flush()
    return forming


def days_of(rules: Rules) -> Days:
    """The days that the law gives, as the operator keeps them."""
    return Days(
        notice=number_in(rules, "owners_meeting.notice_days", 10),
        minutes=number_in(rules, "owners_meeting.minutes_days", 10),
        results=number_in(rules, "owners_meeting.results_days", 10),
    )


async def _open(session: AsyncSession, center: UUID, forming: UUID) -> CouncilForming:
    found = await get_forming(session, center, forming, for_update=True)
    if found.state != "open":
        raise FormingClosed
    return found


def _must_leave_time(started: date, meeting: date) -> None:
    """A meeting that is over needs no time; whoever moves one there has heard of it late."""
    if meeting < EARLIEST:
        raise invalid(
            "/meeting_on", "councils.too-early", "Советы домов выбирают с июня 2011 года: проверьте день"
        )
    if today() < meeting < started + SHORTEST:
        raise invalid(
            "/meeting_on",
            "councils.too-soon",
            "Собрание раньше чем через две недели: не хватит времени найти кандидатов и сообщить всем",
        )
