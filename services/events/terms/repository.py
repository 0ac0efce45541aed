"""Keeps the copy of the law's terms, the same for every center."""

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncSession

from services.events.terms.model import Term, Terms


async def known_terms(session: AsyncSession) -> Terms:
    """Every term of every day."""
    return Terms(await session.scalars(select(Term)))


async def keep_terms(session: AsyncSession, terms: Sequence[Term]) -> None:
    """Adds new editions and corrects known ones; the registry takes none back."""
    rows = [
        {"code": one.code, "valid_from": one.valid_from, "days": one.days, "legal_basis": one.legal_basis}
        for one in terms
    ]
    told = insert(Term).values(rows)
    corrected = {"days": told.excluded.days, "legal_basis": told.excluded.legal_basis}
    await session.execute(told.on_conflict_do_update(index_elements=["code", "valid_from"], set_=corrected))
