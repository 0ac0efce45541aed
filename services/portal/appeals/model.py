"""An appeal as the pages show it, and what can be done with it next."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Literal
from uuid import UUID

from services.portal.visits.api import Read

State = Literal[
    "raised", "waiting", "sent", "registered", "forwarded", "answered", "closed", "withdrawn", "set_aside"
]
Step = Literal["take_up", "set_aside", "send", "register", "forward", "extend", "answer", "close", "withdraw"]

NEXT: Mapping[State, Sequence[Step]] = {
    "raised": ("take_up", "set_aside", "withdraw"),
    "waiting": ("send", "close", "withdraw"),
    "sent": ("register", "answer", "forward", "close", "withdraw"),
    "registered": ("answer", "forward", "extend", "close", "withdraw"),
    "forwarded": ("register", "answer", "close", "withdraw"),
    "answered": ("close",),
    "closed": (),
    "withdrawn": (),
    "set_aside": (),
}
"""The first step is the one that is waited for."""


class Taken(Read):
    """A step that was taken."""

    step: Step
    on: date
    due_on: date | None = None
    late: bool = False
    legal_basis: str | None = None
    number: str | None = None
    to_whom: str | None = None
    until: date | None = None
    outcome: str | None = None
    note: str = ""


class Appeal(Read):
    """One appeal."""

    id: UUID
    about: str
    words: str = ""
    house_id: UUID | None = None
    resident_id: UUID | None = None
    survey_id: UUID | None = None
    sheet_id: UUID | None = None
    recipient: str = "authority"
    to_whom: str | None = None
    promised_on: date | None = None
    channel: str = "web"
    state: State
    outcome: str | None = None
    number: str | None = None
    registered_on: date | None = None
    extended_until: date | None = None
    due_on: date | None = None
    due_for: str | None = None
    due_basis: str | None = None
    overdue: bool = False
    noted_at: datetime
    version: int = 1
    steps: list[Taken] = []

    @property
    def sheet(self) -> str | None:
        """The page of the sheet on which it was complained of."""
        if self.survey_id is None or self.sheet_id is None:
            return None
        return f"/desk/surveys/{self.survey_id}/sheets/{self.sheet_id}"

    @property
    def next_steps(self) -> Sequence[Step]:
        """What may happen now: an answer is put off once, and only where the law gives it a term."""
        can_wait = self.due_for == "answer" and self.extended_until is None
        return [one for one in NEXT[self.state] if one != "extend" or can_wait]

    @property
    def is_open(self) -> bool:
        """Whether something is still to happen."""
        return bool(NEXT[self.state])
