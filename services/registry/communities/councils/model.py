"""The council of a block of flats in the making: the steps with their days, and who has been asked."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal
from uuid import UUID

from sqlalchemy import SmallInteger, Text
from sqlalchemy.orm import Mapped, mapped_column

from shared.kit.database import Table, TenantRow
from shared.kit.ids import new_id

FormingState = Literal["open", "finished", "stopped"]
StepCode = Literal["initiators", "owners", "candidates", "notice", "meeting", "minutes", "results", "copies"]
Wanted = Literal["council_member", "chair"]
Answer = Literal["agrees", "thinks", "declines"]


class CouncilForming(TenantRow, Table):
    """One attempt to choose a council in one house; a house has one open attempt at a time."""

    __tablename__ = "council_formings"

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    house_id: Mapped[UUID]
    started_on: Mapped[date]
    meeting_on: Mapped[date]
    place: Mapped[str | None]
    state: Mapped[FormingState] = mapped_column(Text)
    organisation_id: Mapped[UUID | None]
    stop_reason: Mapped[str | None]
    version: Mapped[int] = mapped_column(default=1)

    __mapper_args__ = {"version_id_col": version}


class CouncilStep(TenantRow, Table):
    """One step with the day by which it should be done, and the day on which it was."""

    __tablename__ = "council_steps"

    forming_id: Mapped[UUID] = mapped_column(primary_key=True)
    code: Mapped[StepCode] = mapped_column(Text, primary_key=True)
    place: Mapped[int] = mapped_column(SmallInteger)
    due_on: Mapped[date]
    done_on: Mapped[date | None]
    words: Mapped[str | None]

    def is_overdue(self, day: date) -> bool:
        """Whether it should have been done before `day`."""
        return self.done_on is None and self.due_on < day


class CouncilAsked(TenantRow, Table):
    """Somebody who has been asked to stand for the council or to chair it."""

    __tablename__ = "council_asked"

    forming_id: Mapped[UUID] = mapped_column(primary_key=True)
    resident_id: Mapped[UUID] = mapped_column(primary_key=True)
    wanted: Mapped[Wanted] = mapped_column(Text)
    asked_on: Mapped[date]
    answer: Mapped[Answer | None] = mapped_column(Text)
    answered_on: Mapped[date | None]


@dataclass(frozen=True, slots=True)
class Days:
    """How many days the law gives: for the notice before the meeting, for the minutes and the results after it."""

    notice: int
    minutes: int
    results: int


RULE_OF: Mapping[StepCode, str] = {
    "notice": "owners_meeting.notice_days",
    "meeting": "owners_meeting.quorum",
    "minutes": "owners_meeting.minutes_days",
    "results": "owners_meeting.results_days",
}
"""The rule from which a step's day follows."""

BASIS_OF: Mapping[StepCode, str] = {
    "owners": "Жилищный кодекс, ст. 45, ч. 3.1",
    "copies": "Жилищный кодекс, ст. 46, ч. 1",
}
"""The source of a step that follows from no number."""

AFTER_MINUTES: tuple[StepCode, ...] = ("results", "copies")
"""What is still to be done once the council has been chosen."""

SINCE_MEETING: tuple[StepCode, ...] = ("meeting", "minutes", *AFTER_MINUTES)
"""What there is to do about a meeting that was held before anybody wrote it down here."""

EARLIEST = date(2011, 6, 18)
"""Since when owners choose a council of their house (Housing Code art. 161.1, law 123-ФЗ of 4 June 2011)."""

SHORTEST = timedelta(days=14)
"""A meeting sooner than this leaves no time to find candidates and to give notice."""


def plan(started: date, meeting: date, days: Days) -> Sequence[tuple[StepCode, date]]:
    """The steps in their order, each with the day by which it should be done; none before the beginning."""
    notice = meeting - timedelta(days=days.notice)
    room = (notice - started).days

    def on_the_way(tenths: int) -> date:
        return started + timedelta(days=max(0, room * tenths // 10))

    return (
        ("initiators", on_the_way(3)),
        ("owners", on_the_way(6)),
        ("candidates", on_the_way(9)),
        ("notice", notice),
        ("meeting", meeting),
        ("minutes", meeting + timedelta(days=days.minutes)),
        ("results", meeting + timedelta(days=days.results)),
        ("copies", meeting + timedelta(days=days.minutes + 5)),
    )
