"""A merge of two cards of one person: which is kept, what it takes from the other, until when it can be undone."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal, get_args
from uuid import UUID

from sqlalchemy.orm import Mapped, mapped_column

from services.registry.finding.merges.errors import TooLate, UndoneAlready
from services.registry.people.residents.repository import Card
from shared.kit.clock import now
from shared.kit.database import Table, TenantRow
from shared.kit.ids import new_id

UNDOABLE = timedelta(days=30)

Field = Literal["family_name", "given_name", "patronymic", "home", "birth_year", "way", "language", "ground"]
FIELDS: tuple[Field, ...] = get_args(Field)

_COLUMNS: dict[Field, tuple[str, ...]] = {
    **{field: (field,) for field in FIELDS},
    "home": ("house_id", "premises_id"),
    "birth_year": ("birth_year", "adult"),
}


class MergeRecord(TenantRow, Table):
    """That two cards became one; what was moved stands in the journal."""

    __tablename__ = "merges"

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    kept_id: Mapped[UUID]
    gone_id: Mapped[UUID]
    gone_name: Mapped[str]
    """Empty once it can no longer be undone."""
    reason: Mapped[str]
    made_by: Mapped[UUID]
    made_at: Mapped[datetime] = mapped_column(default=now)
    until: Mapped[datetime]
    undone_at: Mapped[datetime | None]
    undone_by: Mapped[UUID | None]
    version: Mapped[int] = mapped_column(default=1)

    __mapper_args__ = {"version_id_col": version}

    def undo(self, by: UUID, at: datetime) -> None:
        """Raises UndoneAlready and TooLate."""
        if self.undone_at is not None:
            raise UndoneAlready
        if at > self.until:
            raise TooLate
        self.undone_at, self.undone_by = at, by


@dataclass(frozen=True, slots=True)
class Comparison:
    """One field of two cards, and whose value stays."""

    field: Field
    kept: str | None
    other: str | None
    takes_other: bool

    @property
    def result(self) -> str | None:
        """What the one card will say."""
        return self.other if self.takes_other else self.kept

    @property
    def differs(self) -> bool:
        """Whether there is anything to choose."""
        return self.kept != self.other


def taken(kept: Card, other: Card, chosen: Collection[Field]) -> list[Field]:
    """Fields whose value comes from the other card: those chosen, and those that the kept one lacks."""
    return [field for field in FIELDS if field in chosen or _lacks(kept, other, field)]


def values_of(card: Card, fields: Collection[Field]) -> dict[str, object]:
    """The columns of a card behind these fields."""
    return {name: getattr(card.resident, name) for field in fields for name in _COLUMNS[field]}


def _lacks(kept: Card, other: Card, field: Field) -> bool:
    first = _COLUMNS[field][0]
    return getattr(kept.resident, first) is None and getattr(other.resident, first) is not None
