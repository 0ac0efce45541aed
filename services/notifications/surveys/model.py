"""What surveys have said: who answered, and which survey is closed."""

from uuid import UUID

from sqlalchemy import Text
from sqlalchemy.orm import Mapped, mapped_column

from shared.contracts.surveys import Questionnaire
from shared.kit.database import Table, TenantRow


class Answered(TenantRow, Table):
    """A resident who answered a survey under their name."""

    __tablename__ = "answered"

    survey_id: Mapped[UUID] = mapped_column(primary_key=True)
    resident_id: Mapped[UUID] = mapped_column(primary_key=True)


class ClosedSurvey(TenantRow, Table):
    """A closed survey; `closed_by` is the fact that said so."""

    __tablename__ = "closed_surveys"

    id: Mapped[UUID] = mapped_column(primary_key=True)
    questionnaire: Mapped[Questionnaire] = mapped_column(Text)
    sheets: Mapped[int]
    closed_by: Mapped[UUID]

    def params(self) -> dict[str, str | int | None]:
        """What the message to those who answered is worded from."""
        return {"survey_id": str(self.id), "questionnaire": self.questionnaire, "sheets": self.sheets}
