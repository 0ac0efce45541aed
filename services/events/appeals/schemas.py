"""Appeals as they are sent and answered."""

from datetime import date, datetime
from typing import Annotated, Self, cast
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from services.events.appeals.model import Appeal, AppealStep, DueFor, Recipient, Step
from services.events.appeals.service import Changes
from services.events.calendar.schemas import Line, Words
from services.events.terms.model import TermCode, Terms
from shared.contracts.codes import AppealOutcome, AppealState, Channel, Complaint
from shared.kit.bodies import StrictModel
from shared.kit.clock import today
from shared.kit.paging import CountedQuery
from shared.kit.texts import Tidied

Said = Annotated[
    str,
    StringConstraints(strip_whitespace=True, min_length=1, max_length=4000, pattern=r"^[^\x00]*$"),
    Tidied,
]
Day = Annotated[date, Field(ge=date(2000, 1, 1), lt=date(2100, 1, 1))]


class AppealCreate(StrictModel):
    """A resident's own appeal, or one that a manager writes down."""

    about: Complaint
    words: Said
    house_id: UUID | None = None
    to_whom: Line | None = Field(None, description="the body or organisation, in free words")
    recipient: Recipient = Field(
        "authority", description="whether the terms of 59-ФЗ hold; others answer as promised"
    )
    entry_id: UUID | None = Field(None, description="the entry of the directory that `to_whom` is")
    promised_on: Day | None = Field(None, description="by when a company or another has promised to answer")
    resident_id: UUID | None = Field(None, description="for a manager: on whose behalf; nobody's if left out")
    channel: Channel | None = Field(None, description="for a manager: paper, phone or visit (the default)")
    ground: Line | None = Field(None, description="for a manager: how one knows, as «звонила сама»")


class AppealUpdate(StrictModel):
    """What changes; whatever is left out, or is null without being able to be empty, stays."""

    about: Complaint | None = None
    words: Said | None = None
    house_id: UUID | None = None
    to_whom: Line | None = None
    recipient: Recipient | None = None
    entry_id: UUID | None = None
    promised_on: Day | None = None

    def changes(self) -> Changes:
        """What was said."""
        said = self.model_dump(exclude_unset=True)
        never_empty = ("about", "words", "recipient")
        return cast(Changes, {k: v for k, v in said.items() if v is not None or k not in never_empty})


class StepCreate(StrictModel):
    """What has happened: a step needs its day, and `register` a number, `forward` to whom, `close` an outcome,
    `set_aside` a note of why."""

    step: Step
    on: Day
    number: Line | None = Field(None, description="under which number it was registered")
    to_whom: Line | None = Field(None, description="to whom it was sent, or forwarded")
    until: Day | None = Field(
        None, description="till when the answer was put off, by at most what the law allows"
    )
    outcome: AppealOutcome | None = None
    note: Words = Field("", description="what was answered, in a few words")


class StepRead(BaseModel):
    """One step that was taken."""

    step: Step
    on: date
    due_on: date | None = Field(description="by when it should have been")
    late: bool
    legal_basis: str | None
    number: str | None
    to_whom: str | None
    until: date | None
    outcome: AppealOutcome | None
    note: str

    @classmethod
    def of(cls, step: AppealStep, recipient: Recipient, terms: Terms) -> Self:
        """A step as it is answered."""
        late = step.due_on is not None and step.due_on < step.on_day
        by_law = recipient == "authority" and step.due_on is not None
        basis = terms.on(cast(TermCode, step.step), step.on_day).legal_basis if by_law else None
        names = ("step", "due_on", "number", "to_whom", "until", "outcome", "note")
        seen = {name: getattr(step, name) for name in names}
        return cls(**seen, on=step.on_day, late=late, legal_basis=basis)


class AppealRead(BaseModel):
    """An appeal as its author and the center's managers see it; `due_on` says by when what is due."""

    model_config = ConfigDict(from_attributes=True)

    id: UUID
    about: Complaint
    words: str
    house_id: UUID | None
    resident_id: UUID | None
    survey_id: UUID | None = Field(description="the survey in which it was complained of")
    sheet_id: UUID | None
    recipient: Recipient
    to_whom: str | None
    entry_id: UUID | None
    promised_on: date | None
    channel: Channel
    state: AppealState
    outcome: AppealOutcome | None
    number: str | None
    registered_on: date | None
    extended_until: date | None
    moved_on: date | None = Field(description="the day of the last step")
    due_on: date | None
    due_for: DueFor | None
    due_basis: str | None = Field(None, description="where the law says so")
    overdue: bool = False
    noted_at: datetime
    version: int

    @classmethod
    def of(cls, appeal: Appeal, terms: Terms) -> Self:
        """An appeal as it is answered today."""
        read = cls.model_validate({**_columns(appeal), "overdue": appeal.overdue(today())})
        if appeal.due_for in ("register", "answer") and appeal.moved_on is not None:
            code: TermCode = "extend" if appeal.extended_until else cast(TermCode, appeal.due_for)
            read.due_basis = terms.on(code, appeal.moved_on).legal_basis
        return read


class AppealWithSteps(AppealRead):
    """One appeal with everything that has happened to it."""

    steps: list[StepRead] = []


class AppealQuery(CountedQuery):
    """Which appeals; a resident gets only their own, whatever is asked."""

    state: AppealState | None = None
    open: bool | None = Field(None, description="neither closed nor withdrawn nor set aside")
    raised: bool | None = Field(
        None, description="a survey's complaint that waits until it is taken up or set aside"
    )
    overdue: bool | None = None
    house_id: UUID | None = None
    resident_id: UUID | None = None


def _columns(appeal: Appeal) -> dict[str, object]:
    return {column.key: getattr(appeal, column.key) for column in Appeal.__table__.columns}
