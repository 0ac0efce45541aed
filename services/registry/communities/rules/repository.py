"""How the rules that hold on a day are found."""

from collections.abc import Mapping, Sequence
from datetime import date

from sqlalchemy import select
from sqlalchemy.dialects.postgresql import distinct_on
from sqlalchemy.ext.asyncio import AsyncSession

from services.registry.communities.rules.model import Rule

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


async def all_rules(session: AsyncSession) -> Sequence[Rule]:
    """Every rule of every day."""
    return (await session.scalars(select(Rule).order_by(Rule.code, Rule.valid_from))).all()
