"""An erasure: asked for, waited out, carried out in every service, confirmed, and put on paper."""

import secrets
from collections.abc import Mapping
from datetime import datetime, timedelta
from hashlib import sha256
from typing import Any, Literal
from uuid import UUID

from sqlalchemy import Text
from sqlalchemy.orm import Mapped, mapped_column

from shared.contracts.city import CityForgotResidentV1
from shared.contracts.codes import Channel
from shared.contracts.events import EventsForgotResidentV1
from shared.contracts.notifications import NotificationsForgotResidentV1
from shared.contracts.surveys import SurveysForgotResidentV1
from shared.contracts.talents import TalentsForgotResidentV1
from shared.kit.clock import now
from shared.kit.database import Table, TenantRow
from shared.kit.ids import new_id

State = Literal["waiting", "erasing", "erased", "cancelled"]
Ground = Literal["request", "withdrawal", "moved", "died", "mistake", "term", "restored"]
"""Why: the person asked, took the consent back, moved away or died; a card by mistake; the term is over; a backup was
restored in which the person still stood."""

COOLING_OFF = timedelta(days=3)
"""How long the person may change their mind; the law gives thirty days for the whole erasure (152-ФЗ art. 21)."""
CONFIRM_WITHIN = timedelta(hours=24)
"""A service that has not confirmed by then is an alarm."""

Forgot = (
    TalentsForgotResidentV1
    | SurveysForgotResidentV1
    | EventsForgotResidentV1
    | NotificationsForgotResidentV1
    | CityForgotResidentV1
)
CONFIRMING: Mapping[str, type[Forgot]] = {
    "talents": TalentsForgotResidentV1,
    "surveys": SurveysForgotResidentV1,
    "events": EventsForgotResidentV1,
    "notifications": NotificationsForgotResidentV1,
    "city": CityForgotResidentV1,
}
"""Who confirms, and with which fact."""

_LETTERS = "23456789АВЕКМНРСТУХ"


def make_number() -> str:
    """The number that the person is given: the month and eight signs by lot, nobody else's."""
    return f"У-{now():%y%m}-{''.join(secrets.choice(_LETTERS) for _ in range(8))}"


def mark_of(resident: UUID) -> bytes:
    """The digest of the opaque id: it tells confirmations apart and leads back to nobody."""
    return sha256(resident.bytes).digest()


class Erasure(TenantRow, Table):
    """It outlives the person; who it was is not in it once it was carried out."""

    __tablename__ = "erasures"

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    number: Mapped[str] = mapped_column(default=make_number)
    mark: Mapped[bytes]
    resident_id: Mapped[UUID | None]
    state: Mapped[State] = mapped_column(Text, default="waiting")
    ground: Mapped[Ground] = mapped_column(Text)
    channel: Mapped[Channel] = mapped_column(Text)
    asked_at: Mapped[datetime] = mapped_column(default=now)
    asked_by_role: Mapped[str]
    due_at: Mapped[datetime]
    carried_out_at: Mapped[datetime | None]
    done_at: Mapped[datetime | None]
    cancelled_at: Mapped[datetime | None]
    counts: Mapped[dict[str, Any]] = mapped_column(default=dict)  # Any: JSON, kinds and numbers

    def carry_out(self, counts: Mapping[str, int]) -> None:
        """The registry's own rows are gone; from now on the erasure names nobody."""
        self.state, self.carried_out_at = "erasing", now()
        self.resident_id, self.counts = None, dict(counts)

    def cancel(self) -> None:
        """The person has changed their mind in time."""
        self.state, self.cancelled_at, self.resident_id = "cancelled", now(), None

    def confirm_last(self) -> None:
        """The last service has confirmed."""
        self.state, self.done_at = "erased", now()


class Confirmation(TenantRow, Table):
    """That one service holds nothing about the person any more."""

    __tablename__ = "erasure_confirmations"

    erasure_id: Mapped[UUID] = mapped_column(primary_key=True)
    service: Mapped[str] = mapped_column(primary_key=True)
    confirmed_at: Mapped[datetime | None]
    counts: Mapped[dict[str, Any] | None]  # Any: JSON, kinds and numbers
