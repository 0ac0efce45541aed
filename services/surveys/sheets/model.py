"""A sheet: what one person answered, whichever way it reached the center."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Text
from sqlalchemy.orm import Mapped, mapped_column

from shared.contracts.codes import Channel
from shared.kit.database import Table, TenantRow


class Sheet(TenantRow, Table):
    """The answers of one person as one document. Written by the database function `give_answers`.

    A sheet of an anonymous survey has no `resident_id`, a random id, and a day instead of a time.
    """

    __tablename__ = "sheets"

    survey_id: Mapped[UUID] = mapped_column(primary_key=True)
    id: Mapped[UUID] = mapped_column(primary_key=True)
    resident_id: Mapped[UUID | None]
    channel: Mapped[Channel] = mapped_column(Text)
    number: Mapped[str | None]
    """The number that a paper sheet carries."""
    entered_by: Mapped[UUID | None]
    answered_at: Mapped[datetime]
    consents: Mapped[list[str]]
    answers: Mapped[dict[str, Any]] = mapped_column(deferred=True, deferred_raiseload=True)  # Any: JSON


class Answered(TenantRow, Table):
    """That a person has answered an anonymous survey; which sheet is theirs is written nowhere.

    While the survey runs, whoever reads the raw tables could still match the two by the transaction that wrote
    both; closing writes the sheets anew in a random order and ends that.
    """

    __tablename__ = "answered"

    survey_id: Mapped[UUID] = mapped_column(primary_key=True)
    resident_id: Mapped[UUID] = mapped_column(primary_key=True)
