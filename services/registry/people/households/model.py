"""A household: residents of one flat who say that they belong together; in one flat there may be several."""

import secrets
from datetime import datetime
from uuid import UUID

from sqlalchemy.orm import Mapped, mapped_column

from shared.kit.clock import now
from shared.kit.database import Table, TenantRow
from shared.kit.ids import new_id

_LETTERS = "23456789АВЕКМНРСТУХ"
"""Signs that nobody takes for each other, in handwriting or on another keyboard."""
_LATIN = str.maketrans("ABEKMHPCTYX", "АВЕКМНРСТУХ")


class Household(TenantRow, Table):
    """Its word is told at home by one to another, and lets them join without the center in between."""

    __tablename__ = "households"

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    premises_id: Mapped[UUID]
    word: Mapped[str]
    begun_at: Mapped[datetime] = mapped_column(default=now)


class HouseholdMember(TenantRow, Table):
    """Somebody who said that they belong to the household; one person belongs to one."""

    __tablename__ = "household_members"

    resident_id: Mapped[UUID] = mapped_column(primary_key=True)
    household_id: Mapped[UUID]
    ground: Mapped[str | None]
    since: Mapped[datetime] = mapped_column(default=now)


def make_word() -> str:
    """A word by lot, short enough to be said across a kitchen."""
    return "".join(secrets.choice(_LETTERS) for _ in range(8))


def read_word(typed: str) -> str:
    """The word as it is kept, however it was typed."""
    return "".join(c for c in typed.upper().translate(_LATIN) if c in _LETTERS)
