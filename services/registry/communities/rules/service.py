"""Writing down what the law asks from a day on."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy.ext.asyncio import AsyncSession

from services.registry.communities.rules.model import Bound, Rule, RuleCode
from shared.kit import audit


@dataclass(frozen=True, slots=True)
class WriteRule:
    """From `valid_from` on this holds, until a later day's rule."""

    code: RuleCode
    valid_from: date
    bound: Bound
    numerator: int
    denominator: int
    legal_basis: str


async def write_rule(session: AsyncSession, command: WriteRule) -> Rule:
    """Adds the rule of that day, or corrects it where it is there."""
    rule = await session.get(Rule, {"code": command.code, "valid_from": command.valid_from})
    if rule is None:
        rule = Rule(code=command.code, valid_from=command.valid_from)
        session.add(rule)
    rule.bound = command.bound
    rule.numerator, rule.denominator = command.numerator, command.denominator
    rule.legal_basis = command.legal_basis
    audit.note(session, "rule.written", evidence=f"{command.code} {command.valid_from}")
    await session.flush()
    return rule
