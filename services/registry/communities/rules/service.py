"""Writing down what the law asks from a day on."""

from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from sqlalchemy.ext.asyncio import AsyncSession

from services.registry.communities.rules.model import SHARES, Bound, Rule, RuleCode
from services.registry.storage.writing import Refusals, write
from shared.kit import audit
from shared.kit.etags import Outdated
from shared.kit.problems import invalid

_MOST = 1000
_REFUSED: Refusals = {"rules_pkey": Outdated}


@dataclass(frozen=True, slots=True)
class WriteRule:
    """From `valid_from` on this holds, until a later day's rule; `version` is the edition of that day that was seen,
    None where none was."""

    code: RuleCode
    valid_from: date
    bound: Bound
    numerator: int
    denominator: int
    legal_basis: str
    version: int | None = None


async def write_rule(session: AsyncSession, command: WriteRule) -> Rule:
    """Adds the rule of that day, or corrects the one that was seen. Raises Invalid for a number that cannot be, and
    Outdated where that day's rule is not the one that was seen, or is there though none was."""
    _must_make_sense(command)
    rule = await session.get(Rule, {"code": command.code, "valid_from": command.valid_from})
    if (rule.version if rule else None) != command.version:
        raise Outdated
    if rule is None:
        rule = Rule(code=command.code, valid_from=command.valid_from)
        session.add(rule)
    rule.bound = command.bound
    rule.numerator, rule.denominator = command.numerator, command.denominator
    rule.legal_basis = command.legal_basis
    audit.note(session, "rule.written", evidence=f"{command.code} {command.valid_from}")
    await write(session, _REFUSED)
    return rule


def _must_make_sense(command: WriteRule) -> None:
    number = Fraction(command.numerator, command.denominator)
    if command.code in SHARES and not 0 < number <= 1:
        raise invalid("/numerator", "rules.share", "Здесь нужна доля больше нуля и не больше единицы")
    if command.code not in SHARES and (number.denominator != 1 or not 0 < number <= _MOST):
        raise invalid("/numerator", "rules.count", "Здесь нужно целое число больше нуля")
