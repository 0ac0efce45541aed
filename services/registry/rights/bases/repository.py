"""On what cards are kept, and whose consent is still awaited."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import Select, and_, exists, func, select
from sqlalchemy.ext.asyncio import AsyncSession

from services.registry.people.residents.model import Resident
from services.registry.rights.bases.model import CardBasis
from services.registry.rights.consents.model import Consent
from services.registry.rights.consents.repository import consents_of, holds
from services.registry.rights.erasures.model import Erasure

COUNTED = 1000
"""More than so many are said as «more than»: a list that was read in has thousands, and the desk is opened often."""


async def basis_of(session: AsyncSession, center: UUID, resident: UUID) -> CardBasis | None:
    """What a manager has stated."""
    return await session.get(CardBasis, {"center_id": center, "resident_id": resident})


async def consent_of(session: AsyncSession, center: UUID, resident: UUID) -> Consent | None:
    """The consent to keep the card, while it is in force."""
    found = consents_of(center, resident, "keep_card", only_in_force=True)
    return (await session.scalars(found)).one_or_none()


def awaited_in(center: UUID) -> Select[Resident]:
    """Residents whose card is kept on nothing yet; whoever is about to be erased is not among them."""
    agreed = exists().where(
        Consent.center_id == Resident.center_id,
        Consent.resident_id == Resident.id,
        Consent.purpose == "keep_card",
        holds(),
    )
    stated = exists().where(
        and_(CardBasis.center_id == Resident.center_id, CardBasis.resident_id == Resident.id)
    )
    leaving = exists().where(
        and_(Erasure.center_id == Resident.center_id, Erasure.resident_id == Resident.id)
    )
    return select(Resident).where(Resident.center_id == center, ~agreed, ~stated, ~leaving)


async def count_awaited(session: AsyncSession, center: UUID) -> tuple[int, datetime | None]:
    """How many they are, up to `COUNTED`, and since when the first of these is awaited."""
    some = awaited_in(center).with_only_columns(Resident.joined_at).limit(COUNTED).subquery()
    counted = await session.execute(select(func.count(), func.min(some.c.joined_at)).select_from(some))
    number, since = counted.one()
    return number, since
