"""A consent: what one person agreed to, in which words, how it was given and whether it is still in force."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Literal
from uuid import UUID

from sqlalchemy import Text
from sqlalchemy.orm import Mapped, mapped_column

from shared.contracts.codes import Channel, ConsentPurpose
from shared.kit.clock import now
from shared.kit.database import Table, TenantRow
from shared.kit.ids import new_id

How = Literal["web", "paper", "aloud", "survey"]
"""How a consent was given: on the site, by a signed sheet, aloud before a witness, or on a survey's sheet."""
EndedHow = Literal["withdrawn", "replaced", "expired"]


@dataclass(frozen=True, slots=True)
class Wording:
    """One version of one purpose's text as it stands in `texts/`; a published version never changes."""

    purpose: ConsentPurpose
    version: int
    title: str
    label_en: str
    short: str
    valid_from: date
    aim: str
    data: tuple[str, ...]
    actions: tuple[str, ...]
    term: str
    years: int | None
    refusal: str
    written: bool
    """Whether the law wants it in writing (152-ФЗ art. 10, 10.1): it cannot be given aloud."""
    of_child: "Wording | None" = None
    """The same text and version as it is said by whoever agrees for a child."""


class ConsentText(TenantRow, Table):
    """A text exactly as it was read, with the operator's name in it; rows are added, never changed."""

    __tablename__ = "consent_texts"

    digest: Mapped[bytes] = mapped_column(primary_key=True)
    purpose: Mapped[ConsentPurpose] = mapped_column(Text)
    version: Mapped[int]
    body: Mapped[dict[str, Any]]  # Any: JSON
    first_read_at: Mapped[datetime] = mapped_column(default=now)


class Consent(TenantRow, Table):
    """One consent of one resident; at most one of a purpose is in force."""

    __tablename__ = "consents"

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    resident_id: Mapped[UUID]
    purpose: Mapped[ConsentPurpose] = mapped_column(Text)
    version: Mapped[int]
    text_digest: Mapped[bytes]
    how: Mapped[How] = mapped_column(Text)
    number: Mapped[str | None]
    """The number of the signed sheet."""
    witness: Mapped[str | None]
    ground: Mapped[str | None]
    given_at: Mapped[datetime]
    recorded_at: Mapped[datetime] = mapped_column(default=now)
    recorded_by: Mapped[UUID | None]
    valid_until: Mapped[datetime | None]
    ended_at: Mapped[datetime | None]
    ended_how: Mapped[EndedHow | None] = mapped_column(Text)
    ended_by: Mapped[UUID | None]
    ended_channel: Mapped[Channel | None] = mapped_column(Text)

    @property
    def in_force(self) -> bool:
        """Whether the use it allows is allowed now."""
        return self.ended_at is None and (self.valid_until is None or self.valid_until > now())

    @property
    def code(self) -> str:
        """`<purpose>/<version>`, as facts carry it."""
        return f"{self.purpose}/{self.version}"

    def end(self, how: EndedHow, by: UUID | None = None, channel: Channel | None = None) -> None:
        """It is no longer in force from now on."""
        self.ended_at, self.ended_how, self.ended_by, self.ended_channel = now(), how, by, channel
