"""Owners of premises and their shares, exact as fractions; what the shares of one premises come to."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Literal
from uuid import UUID

from sqlalchemy import BigInteger, Text
from sqlalchemy.orm import Mapped, mapped_column

from shared.kit.database import Table, TenantRow
from shared.kit.ids import new_id

OwnerKind = Literal["resident", "person", "organisation", "city"]
"""A resident of the center, an outsider by name only, a legal entity, or the city."""

SharesState = Literal["none", "short", "whole", "over"]

MOST_PARTS = 1_000_000


class ShareWrong(ValueError):
    """No share that somebody can own."""


class Owner(TenantRow, Table):
    """One owner of one premises; neither СНИЛС nor passport stands anywhere."""

    __tablename__ = "owners"

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    premises_id: Mapped[UUID]
    kind: Mapped[OwnerKind] = mapped_column(Text)
    resident_id: Mapped[UUID | None]
    name: Mapped[str | None]
    numerator: Mapped[int] = mapped_column(BigInteger)
    denominator: Mapped[int] = mapped_column(BigInteger)
    basis: Mapped[str | None]
    version: Mapped[int] = mapped_column(default=1)

    __mapper_args__ = {"version_id_col": version}

    @property
    def share(self) -> Fraction:
        """The part of the premises that this owner has."""
        return Fraction(self.numerator, self.denominator)

    @share.setter
    def share(self, share: Fraction) -> None:
        self.numerator, self.denominator = share.numerator, share.denominator


@dataclass(frozen=True, slots=True)
class Shares:
    """The shares of one premises, added up exactly."""

    owners: int
    sum: Fraction

    @property
    def total(self) -> str:
        """The sum as it is written: «5/6»."""
        return str(self.sum)

    @property
    def state(self) -> SharesState:
        """Whether they make one whole."""
        if not self.owners:
            return "none"
        if self.sum == 1:
            return "whole"
        return "over" if self.sum > 1 else "short"

    @property
    def conflict(self) -> bool:
        """Whether somebody must look into it: known shares that do not make one whole."""
        return self.state in ("short", "over")


def shares_of(found: Iterable[Fraction]) -> Shares:
    """What these shares come to; in any order the same."""
    known = list(found)
    return Shares(len(known), sum(known, Fraction(0)))


def read_share(text: str | int | float | Decimal) -> Fraction:
    """«1/2», «0,25», «1» as an exact fraction; raises ShareWrong for what is no part of a whole."""
    said = str(text).strip().replace(",", ".").replace(" ", "")
    if not said.isascii() or len(said) > 20 or "e" in said.lower() or "_" in said:
        raise ShareWrong("Напишите долю так: 1/2, 2/3 или 0,25")
    try:
        share = Fraction(said)
    except (ValueError, ZeroDivisionError):
        raise ShareWrong("Напишите долю так: 1/2, 2/3 или 0,25") from None
    if share > 1:
        raise ShareWrong("Доля одного собственника не бывает больше единицы")
    if share <= 0:
        raise ShareWrong("Доля должна быть больше нуля")
    if share.denominator > MOST_PARTS:
        raise ShareWrong("Слишком мелкая доля: делите не больше чем на миллион")
    return share


def owned(area: Decimal, share: Fraction) -> Decimal:
    """How many square metres a share is, to two places; more than the whole counts as the whole."""
    part = min(share, Fraction(1))
    exact = Fraction(area) * part
    return (Decimal(exact.numerator) / Decimal(exact.denominator)).quantize(Decimal("0.01"))
