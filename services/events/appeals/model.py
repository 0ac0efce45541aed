"""An appeal to whoever answers for something: what is asked of whom, how far it is, and by when an answer is due."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal
from uuid import UUID

from sqlalchemy import Text
from sqlalchemy.orm import Mapped, mapped_column

from services.events.appeals.errors import AppealOver, StepImpossible
from services.events.terms.model import Terms
from shared.contracts.codes import AppealOutcome, AppealState, Channel, Complaint
from shared.kit.clock import now
from shared.kit.database import Table, TenantRow
from shared.kit.ids import new_id
from shared.kit.problems import invalid

Recipient = Literal["authority", "company", "other"]
"""Bodies of state and of the city answer within the terms of 59-ФЗ; a company and others as they have promised."""
Step = Literal["take_up", "set_aside", "send", "register", "forward", "extend", "answer", "close", "withdraw"]
DueFor = Literal["register", "answer", "promise"]

OPEN: frozenset[AppealState] = frozenset({"raised", "waiting", "sent", "registered", "forwarded", "answered"})
_UNSENT: frozenset[AppealState] = frozenset({"raised", "waiting"})
_UNDER_WAY: frozenset[AppealState] = frozenset({"sent", "registered", "forwarded"})
_FROM: Mapping[Step, frozenset[AppealState]] = {
    "take_up": frozenset({"raised"}),
    "set_aside": frozenset({"raised"}),
    "send": frozenset({"waiting"}),
    "register": frozenset({"sent", "forwarded"}),
    "forward": frozenset({"sent", "registered"}),
    "extend": frozenset({"registered"}),
    "answer": _UNDER_WAY,
    "close": OPEN - {"raised"},
    "withdraw": OPEN - {"answered"},
}
_TO: Mapping[Step, AppealState] = {
    "take_up": "waiting",
    "set_aside": "set_aside",
    "send": "sent",
    "register": "registered",
    "forward": "forwarded",
    "extend": "registered",
    "answer": "answered",
    "close": "closed",
    "withdraw": "withdrawn",
}


@dataclass(frozen=True, slots=True)
class Move:
    """What has happened with an appeal, and on which day; what a step does not need is left out."""

    step: Step
    on: date
    number: str | None = None
    to_whom: str | None = None
    until: date | None = None
    outcome: AppealOutcome | None = None
    note: str = ""


class Appeal(TenantRow, Table):
    """One appeal. Whose it is and what it says stay with its author and the center's managers."""

    __tablename__ = "appeals"

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    about: Mapped[Complaint] = mapped_column(Text)
    words: Mapped[str]
    house_id: Mapped[UUID | None]
    resident_id: Mapped[UUID | None]
    survey_id: Mapped[UUID | None]
    sheet_id: Mapped[UUID | None]
    """The sheet whose author complained; both go with the author, to whom they lead."""
    recipient: Mapped[Recipient] = mapped_column(Text)
    to_whom: Mapped[str | None]
    entry_id: Mapped[UUID | None]
    promised_on: Mapped[date | None]
    channel: Mapped[Channel] = mapped_column(Text)
    state: Mapped[AppealState] = mapped_column(Text, default="waiting")
    outcome: Mapped[AppealOutcome | None] = mapped_column(Text)
    number: Mapped[str | None]
    registered_on: Mapped[date | None]
    extended_until: Mapped[date | None]
    moved_on: Mapped[date | None]
    due_on: Mapped[date | None]
    due_for: Mapped[DueFor | None] = mapped_column(Text)
    noted_at: Mapped[datetime] = mapped_column(default=now)
    version: Mapped[int] = mapped_column(default=1)

    __mapper_args__ = {"version_id_col": version}

    def must_be_open(self) -> None:
        """Raises AppealOver."""
        if self.state not in OPEN:
            raise AppealOver

    def overdue(self, today: date) -> bool:
        """Whether the day by which something was due is over."""
        return self.due_on is not None and self.due_on < today

    def move(self, move: Move, today: date, terms: Terms) -> "AppealStep":
        """Takes the step; raises AppealOver, StepImpossible, and Invalid for what is missing or cannot be."""
        self.must_be_open()
        if self.state not in _FROM[move.step]:
            raise StepImpossible
        self._check_day(move, today)
        should = self._should(move, terms)
        self._take(move, terms)
        self.state, self.moved_on = _TO[move.step], move.on
        self.reckon(terms)
        return AppealStep(
            appeal_id=self.id, step=move.step, on_day=move.on, due_on=should, number=move.number,
            to_whom=move.to_whom, until=move.until, outcome=move.outcome, note=move.note, noted_at=now(),
        )  # fmt: skip

    def reckon(self, terms: Terms) -> None:
        """Says anew what is due, and by when."""
        self.due_on, self.due_for = None, None
        if self.state not in _UNDER_WAY:
            return
        if self.recipient != "authority":
            if self.promised_on is not None:
                self.due_on, self.due_for = self.promised_on, "promise"
        elif self.registered_on is not None:
            self.due_on = self.extended_until or terms.last_day("answer", self.registered_on)
            self.due_for = "answer"
        elif self.moved_on is not None:
            self.due_on, self.due_for = terms.last_day("register", self.moved_on), "register"

    def forget_author(self) -> bool:
        """Keeps that there was an appeal about a house, but not whose, on which sheet, in which words and under which
        number.

        Says whether it is withdrawn thereby: one that was not sent yet has nobody left to be sent for.
        """
        self.resident_id, self.words, self.number = None, "", None
        self.survey_id = self.sheet_id = None
        if self.state not in _UNSENT:
            return False
        self.state = "withdrawn"
        return True

    def _check_day(self, move: Move, today: date) -> None:
        if move.on > today:
            raise invalid("/on", "events.appeal-day-ahead", "Этот день ещё не наступил")
        if self.moved_on is not None and move.on < self.moved_on:
            raise invalid("/on", "events.appeal-day-before", "Предыдущий шаг был позже этого дня")

    def _should(self, move: Move, terms: Terms) -> date | None:
        """By which day the law, or a promise, wanted this step."""
        if move.step == "forward" and self.recipient == "authority" and self.registered_on is not None:
            return terms.last_day("forward", self.registered_on)
        if move.step == "register" and self.due_for == "register":
            return self.due_on
        return self.due_on if move.step == "answer" and self.due_for != "register" else None

    def _take(self, move: Move, terms: Terms) -> None:
        match move.step:
            case "set_aside":
                if not move.note:
                    raise invalid(
                        "/note", "events.appeal-reason-missing", "Напишите, почему не берёте в работу"
                    )
            case "send":
                self._address(move, self.to_whom)
            case "forward":
                self._address(move, None)
                self.number = self.registered_on = self.extended_until = self.entry_id = None
            case "register":
                if not move.number:
                    raise invalid("/number", "events.appeal-number-missing", "Напишите номер, который дали")
                self.number, self.registered_on = move.number, move.on
            case "extend":
                self._extend(move, terms)
            case "close":
                if move.outcome is None:
                    raise invalid("/outcome", "events.appeal-outcome-missing", "Отметьте, чем кончилось")
                self.outcome = move.outcome

    def _address(self, move: Move, known: str | None) -> None:
        self.to_whom = move.to_whom or known
        if not self.to_whom:
            raise invalid("/to_whom", "events.appeal-to-whom-missing", "Напишите, кому отправили")

    def _extend(self, move: Move, terms: Terms) -> None:
        if self.due_for != "answer" or self.due_on is None or self.extended_until is not None:
            raise StepImpossible
        if move.until is None or not self.due_on < move.until <= terms.last_day("extend", self.due_on):
            raise invalid(
                "/until", "events.appeal-until-wrong", "Срок продлевают один раз и не дольше, чем велит закон"
            )
        self.extended_until = move.until


class AppealStep(TenantRow, Table):
    """One step that was taken; `due_on` is the day by which it should have been."""

    __tablename__ = "appeal_steps"

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    appeal_id: Mapped[UUID]
    step: Mapped[Step] = mapped_column(Text)
    on_day: Mapped[date]
    due_on: Mapped[date | None]
    number: Mapped[str | None]
    to_whom: Mapped[str | None]
    until: Mapped[date | None]
    outcome: Mapped[AppealOutcome | None] = mapped_column(Text)
    note: Mapped[str]
    noted_at: Mapped[datetime]
