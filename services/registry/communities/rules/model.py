"""What the law asks, as numbers with their source and the day from which they hold."""

from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Literal, get_args

from sqlalchemy import Text
from sqlalchemy.orm import Mapped, mapped_column

from shared.kit.database import Table

Bound = Literal["more_than", "at_least", "exactly"]
RuleCode = Literal[
    "house_council.flats",
    "house_council.term_years",
    "tszh.votes",
    "tos.age",
    "tos.meeting",
    "tos.conference",
    "owners_meeting.quorum",
    "owners_meeting.notice_days",
    "owners_meeting.minutes_days",
    "owners_meeting.results_days",
    "term.warn_days",
    "appeal.register_days",
    "appeal.forward_days",
    "appeal.answer_days",
    "appeal.extend_days",
]
CODES: tuple[RuleCode, ...] = get_args(RuleCode)
SHARES: frozenset[RuleCode] = frozenset(
    {"tszh.votes", "tos.meeting", "tos.conference", "owners_meeting.quorum"}
)
"""Rules whose number is a part of a whole; the others count years, days, flats."""


class Rule(Table):
    """One rule from one day on; the operator adds a new day's rule beside the old one or corrects a day's rule."""

    __tablename__ = "rules"

    code: Mapped[str] = mapped_column(primary_key=True)
    valid_from: Mapped[date] = mapped_column(primary_key=True)
    bound: Mapped[Bound] = mapped_column(Text)
    numerator: Mapped[int]
    denominator: Mapped[int]
    legal_basis: Mapped[str]
    version: Mapped[int] = mapped_column(default=1)

    __mapper_args__ = {"version_id_col": version}

    @property
    def value(self) -> Fraction:
        """The number itself, exact."""
        return Fraction(self.numerator, self.denominator)

    @property
    def number(self) -> int:
        """The number where it is whole: days, years, flats."""
        return int(self.value)

    def holds(self, part: Decimal | int, whole: Decimal | int = 1) -> bool:
        """Whether `part` of `whole` satisfies the rule; exact, so that half is not more than half."""
        share = Fraction(part) / Fraction(whole)
        match self.bound:
            case "more_than":
                return share > self.value
            case "at_least":
                return share >= self.value
            case "exactly":
                return share == self.value
