"""Keeps the copy of the law's terms, the same for every center."""

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import select, text, tuple_
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncSession

from services.events.terms.model import Term, Terms
from shared.kit.retention import swept_centers


async def known_terms(session: AsyncSession) -> Terms:
    """Every term of every day."""
    return Terms(await session.scalars(select(Term)))


async def keep_terms(session: AsyncSession, terms: Sequence[Term]) -> bool:
    """Adds new editions and corrects those that have changed; the registry takes none back. Says whether there were
    any."""
    rows = [
        {"code": one.code, "valid_from": one.valid_from, "days": one.days, "legal_basis": one.legal_basis}
        for one in terms
    ]
    told = insert(Term).values(rows)
    corrected = {"days": told.excluded.days, "legal_basis": told.excluded.legal_basis}
    differs = tuple_(Term.days, Term.legal_basis).is_distinct_from(tuple_(*corrected.values()))
    key = ["code", "valid_from"]
    kept = told.on_conflict_do_update(index_elements=key, set_=corrected, where=differs)
    return (await session.execute(kept.returning(Term.code))).first() is not None


async def note_to_reckon(session: AsyncSession) -> None:
    """An edition has changed: the appeals of every center are to be reckoned anew."""
    noted = text("insert into centers_to_reckon select unnest(cast(:ids as uuid[])) on conflict do nothing")
    await session.execute(noted, {"ids": list(await swept_centers(session))})


async def centers_to_reckon(session: AsyncSession) -> Sequence[UUID]:
    """Those whose appeals an edition may still have to change."""
    return (await session.scalars(text("select id from centers_to_reckon"))).all()


async def note_reckoned(session: AsyncSession, center: UUID) -> None:
    """The appeals of this center stand as the law is known now."""
    await session.execute(text("delete from centers_to_reckon where id = :id"), {"id": center})
