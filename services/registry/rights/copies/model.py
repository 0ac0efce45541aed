"""A copy of everything that is known of a person: asked for, collected from every service, kept for a week."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any, Literal
from uuid import UUID

from sqlalchemy import Text
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from shared.contracts.requests import (
    CopyOfCity,
    CopyOfEvents,
    CopyOfNotifications,
    CopyOfSurveys,
    CopyOfTalents,
    CopySection,
)
from shared.kit.clock import now
from shared.kit.database import Table, TenantRow
from shared.kit.ids import new_id

State = Literal["collecting", "ready", "incomplete"]
PartState = Literal["asked", "here"]

KEPT = timedelta(days=7)
"""A copy holds everything about a person in one place, so it is not kept for longer than it takes to read it."""
AGAIN = (timedelta(seconds=5), timedelta(seconds=30), timedelta(minutes=5), timedelta(minutes=30))
"""After each silence a service is asked again; the last pause is repeated until the copy's week is over."""

AskCopy = CopyOfTalents | CopyOfSurveys | CopyOfEvents | CopyOfNotifications | CopyOfCity
ASKED: Mapping[str, type[AskCopy]] = {
    "talents": CopyOfTalents,
    "surveys": CopyOfSurveys,
    "events": CopyOfEvents,
    "notifications": CopyOfNotifications,
    "city": CopyOfCity,
}
"""Who is asked over the bus; the registry's own part is read here."""
SERVICES: Mapping[str, str] = {
    "registry": "Карточка, согласия и входы",
    "talents": "Банк талантов",
    "surveys": "Опросы",
    "events": "Встречи",
    "notifications": "Оповещения",
    "city": "Город",
}


class CopyRequest(TenantRow, Table):
    """Somebody wants to know what is known of them; `ground` where a manager asks by their paper."""

    __tablename__ = "copy_requests"

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    resident_id: Mapped[UUID]
    state: Mapped[State] = mapped_column(Text, default="collecting")
    asked_at: Mapped[datetime] = mapped_column(default=now)
    asked_by: Mapped[UUID]
    ground: Mapped[str | None]
    expires_at: Mapped[datetime] = mapped_column(default=lambda: now() + KEPT)


class CopyPart(TenantRow, Table):
    """One service's part; `late` where it was silent when it was first asked."""

    __tablename__ = "copy_parts"

    request_id: Mapped[UUID] = mapped_column(primary_key=True)
    service: Mapped[str] = mapped_column(primary_key=True)
    state: Mapped[PartState] = mapped_column(Text, default="asked")
    tries: Mapped[int] = mapped_column(default=0)
    tried_at: Mapped[datetime | None]
    came_at: Mapped[datetime | None]
    late: Mapped[bool] = mapped_column(default=False)
    sections: Mapped[list[Any] | None] = mapped_column(JSONB)  # Any: JSON

    @property
    def title(self) -> str:
        """What the service is about."""
        return SERVICES[self.service]

    def came(self, sections: list[CopySection]) -> None:
        """The service has answered."""
        self.state, self.came_at, self.late = "here", now(), self.tries > 0
        self.sections = [section.model_dump() for section in sections]

    def was_silent(self) -> None:
        """It has not, and is asked again."""
        self.tries, self.tried_at = self.tries + 1, now()
