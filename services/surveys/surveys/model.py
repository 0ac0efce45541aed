"""A survey: a questionnaire that one center asks its residents, from draft through open to closed."""

from datetime import datetime
from typing import Any, Literal
from uuid import UUID

from sqlalchemy import Text
from sqlalchemy.orm import Mapped, mapped_column

from services.surveys.questionnaires.model import Questionnaire, QuestionnaireName
from services.surveys.surveys.errors import SurveyAlreadyOpen, SurveyClosed, SurveyNotDraft, SurveyNotOpen
from shared.kit.clock import now
from shared.kit.database import Table, TenantRow
from shared.kit.ids import new_id
from shared.kit.problems import invalid

SurveyState = Literal["draft", "open", "closed"]


class Survey(TenantRow, Table):
    """Its questions are a copy of its own: a newer version of a questionnaire changes no running survey."""

    __tablename__ = "surveys"

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    questionnaire: Mapped[QuestionnaireName] = mapped_column(Text)
    summary: Mapped[dict[str, Any]]  # Any: JSON, read by schemas.Summary
    content: Mapped[dict[str, Any]] = mapped_column(deferred=True, deferred_raiseload=True)  # Any: as above
    anonymous: Mapped[bool]
    state: Mapped[SurveyState] = mapped_column(Text, default="draft")
    made_at: Mapped[datetime] = mapped_column(default=now)
    opened_at: Mapped[datetime | None]
    closes_at: Mapped[datetime | None]
    closed_at: Mapped[datetime | None]
    paper_received: Mapped[int] = mapped_column(default=0)
    """How many paper sheets were handed in at the center, entered or not."""
    version: Mapped[int] = mapped_column(default=1)

    __mapper_args__ = {"version_id_col": version}

    def asks(self, questionnaire: Questionnaire) -> None:
        """Takes a questionnaire's copy."""
        self.questionnaire = questionnaire.code
        self.content = questionnaire.model_dump(mode="json", exclude_none=True)
        told = {"version", "title", "purpose", "who_sees", "minutes"}
        self.summary = {
            **questionnaire.model_dump(mode="json", include=told),
            "questions": len(questionnaire.questions),
        }

    def must_be_draft(self) -> None:
        """Raises SurveyNotDraft where the survey was opened."""
        if self.state != "draft":
            raise SurveyNotDraft

    def open(self, at: datetime) -> None:
        """Starts to take answers; raises SurveyAlreadyOpen, SurveyClosed or Invalid."""
        if self.state == "open":
            raise SurveyAlreadyOpen
        if self.state == "closed":
            raise SurveyClosed
        must_lie_ahead(self.closes_at, at)
        self.state, self.opened_at = "open", at

    def close(self, at: datetime) -> None:
        """Stops taking answers; raises SurveyNotOpen or SurveyClosed."""
        if self.state == "draft":
            raise SurveyNotOpen
        if self.state == "closed":
            raise SurveyClosed
        self.state, self.closed_at = "closed", at


class ClosingDate(Table):
    """When an open survey closes by itself; the clock reads these over all centers."""

    __tablename__ = "closing_dates"

    survey_id: Mapped[UUID] = mapped_column(primary_key=True)
    of_center: Mapped[UUID]
    closes_at: Mapped[datetime]


def must_lie_ahead(closes_at: datetime | None, at: datetime) -> None:
    """Raises Invalid where a survey would be over before it began."""
    if closes_at is not None and closes_at <= at:
        raise invalid("/closes_at", "in-the-past", "Этот день уже прошёл: выберите дату впереди")
