"""What the law asks: of each rule what holds today, what will, and what held before."""

from dataclasses import dataclass
from datetime import date

from services.portal.rules.labels import RULE
from services.portal.visits.api import Read
from services.portal.visits.visit import Visit
from shared.kit.clock import today


class Rule(Read):
    """One rule from one day on."""

    code: str
    valid_from: date
    bound: str
    numerator: int
    denominator: int = 1
    legal_basis: str
    version: int = 1

    @property
    def number(self) -> str:
        """«4», «1/2»."""
        return str(self.numerator) if self.denominator == 1 else f"{self.numerator}/{self.denominator}"


class Rules(Read):
    """Every rule of every day, by code and day."""

    items: list[Rule] = []


@dataclass(frozen=True)
class History:
    """One rule through time."""

    code: str
    holds: Rule | None
    coming: list[Rule]
    past: list[Rule]


async def histories_of(visit: Visit) -> list[History]:
    """Every rule, in the order in which people meet them."""
    rules = (await visit.api.get(Rules, "registry", "/rules")).items
    return [_history(code, [one for one in rules if one.code == code]) for code in RULE]


async def edition_of(visit: Visit, code: str, day: date) -> Rule | None:
    """The edition that is written down for this very day."""
    rules = (await visit.api.get(Rules, "registry", "/rules")).items
    return next((one for one in rules if (one.code, one.valid_from) == (code, day)), None)


def _history(code: str, rules: list[Rule]) -> History:
    begun = [one for one in rules if one.valid_from <= today()]
    coming = [one for one in rules if one.valid_from > today()]
    return History(code, begun[-1] if begun else None, coming, begun[-2::-1])
