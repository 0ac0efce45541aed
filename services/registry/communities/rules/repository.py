"""How the rules that hold on a day are found."""

from collections.abc import Mapping, Sequence
from datetime import date

from sqlalchemy import select
from sqlalchemy.dialects.postgresql import distinct_on
from sqlalchemy.ext.asyncio import AsyncSession

from services.registry.communities.rules.model import Rule, RuleCode

Rules = Mapping[str, Rule]


async def rules_on(session: AsyncSession, day: date) -> Rules:
    """Every rule that holds on `day`, by its code."""
    found = await session.scalars(
        select(Rule)
        .where(Rule.valid_from <= day)
        .ext(distinct_on(Rule.code))
        .order_by(Rule.code, Rule.valid_from.desc())
    )
    return {rule.code: rule for rule in found}


def number_in(rules: Rules, code: RuleCode, otherwise: int) -> int:
    """The number of a rule that counts days, years or flats; `otherwise` where no such rule holds."""
    return rules[code].number if code in rules else otherwise


async def all_rules(session: AsyncSession) -> Sequence[Rule]:
    """Every rule of every day."""
    return (await session.scalars(select(Rule).order_by(Rule.code, Rule.valid_from))).all()
