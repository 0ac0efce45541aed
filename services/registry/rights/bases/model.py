"""On what a card is kept: the person's consent, another basis that the law knows, or a consent that is awaited."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal
from uuid import UUID

from sqlalchemy import Text
from sqlalchemy.orm import Mapped, mapped_column

from shared.kit.clock import now
from shared.kit.database import Table, TenantRow

Stated = Literal["agreement", "law", "vital"]
Basis = Literal["consent", "agreement", "law", "vital", "awaited"]

LEGAL_BASIS: Mapping[Basis, str] = {
    "consent": "152-ФЗ, статья 6, часть 1, пункт 1",
    "law": "152-ФЗ, статья 6, часть 1, пункт 2",
    "agreement": "152-ФЗ, статья 6, часть 1, пункт 5",
    "vital": "152-ФЗ, статья 6, часть 1, пункт 6",
    "awaited": "152-ФЗ, статья 9: согласие ещё не дано",
}

AWAITED_FOR = timedelta(days=7)
"""By then the person has been met again and has signed, or the card goes."""


class CardBasis(TenantRow, Table):
    """What a manager has stated where there is no consent."""

    __tablename__ = "card_bases"

    resident_id: Mapped[UUID] = mapped_column(primary_key=True)
    basis: Mapped[Stated] = mapped_column(Text)
    words: Mapped[str]
    stated_at: Mapped[datetime] = mapped_column(default=now)
    stated_by: Mapped[UUID]


@dataclass(frozen=True, slots=True)
class Kept:
    """On what one card is kept, since when, and in which words where a manager stated it."""

    basis: Basis
    since: datetime
    words: str | None = None
    consent_id: UUID | None = None

    @property
    def legal_basis(self) -> str:
        """The place in the law."""
        return LEGAL_BASIS[self.basis]

    @property
    def overdue(self) -> bool:
        """Whether a consent has been awaited for too long."""
        return self.basis == "awaited" and self.since + AWAITED_FOR < now()
