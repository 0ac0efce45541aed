"""Whether a use of somebody's data is allowed now, and how consents are found."""

from collections.abc import Collection, Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy import ColumnElement, Select, func, or_, select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncSession

from services.registry.rights.consents.errors import ConsentNotFound
from services.registry.rights.consents.model import Consent, ConsentText
from shared.contracts.codes import ConsentPurpose
from shared.kit.clock import now


async def in_force(session: AsyncSession, center: UUID, resident: UUID, purpose: ConsentPurpose) -> bool:
    """Whether the resident's consent to this use is in force; every use that rests on a consent asks it."""
    return resident in await consenting(session, center, [resident], purpose)


async def consenting(
    session: AsyncSession, center: UUID, residents: Collection[UUID], purpose: ConsentPurpose
) -> set[UUID]:
    """Those of the residents whose consent to this use is in force, in one question."""
    found = await session.scalars(
        select(Consent.resident_id).where(
            Consent.center_id == center,
            Consent.resident_id.in_(set(residents)),
            Consent.purpose == purpose,
            holds(),
        )
    )
    return set(found)


async def present_consent(
    session: AsyncSession, center: UUID, resident: UUID, purpose: ConsentPurpose
) -> Consent | None:
    """The consent that has not ended, locked: giving and withdrawing wait for each other."""
    statement = select(Consent).where(
        Consent.center_id == center,
        Consent.resident_id == resident,
        Consent.purpose == purpose,
        Consent.ended_at.is_(None),
    )
    return (await session.scalars(statement.with_for_update())).one_or_none()


async def others_in_force(session: AsyncSession, but: Consent) -> Sequence[Consent]:
    """The same person's other consents that have not ended, locked."""
    statement = select(Consent).where(
        Consent.center_id == but.center_id,
        Consent.resident_id == but.resident_id,
        Consent.id != but.id,
        Consent.ended_at.is_(None),
    )
    return (await session.scalars(statement.order_by(Consent.id).with_for_update())).all()


async def consent_by_id(session: AsyncSession, center: UUID, consent: UUID) -> Consent:
    """The consent, locked; raises ConsentNotFound."""
    statement = select(Consent).where(Consent.center_id == center, Consent.id == consent).with_for_update()
    found = (await session.scalars(statement)).one_or_none()
    if found is None:
        raise ConsentNotFound
    return found


async def last_withdrawal(
    session: AsyncSession, center: UUID, resident: UUID, purpose: ConsentPurpose
) -> datetime | None:
    """When the resident last withdrew a consent of this purpose."""
    found: datetime | None = await session.scalar(
        select(func.max(Consent.ended_at)).where(
            Consent.center_id == center,
            Consent.resident_id == resident,
            Consent.purpose == purpose,
            Consent.ended_how == "withdrawn",
        )
    )
    return found


def consents_of(
    center: UUID, resident: UUID, purpose: ConsentPurpose | None, only_in_force: bool
) -> Select[Consent]:
    """A resident's consents, those that have ended too unless only those in force are wanted."""
    found = select(Consent).where(Consent.center_id == center, Consent.resident_id == resident)
    if purpose is not None:
        found = found.where(Consent.purpose == purpose)
    return found.where(holds()) if only_in_force else found


async def expired(session: AsyncSession) -> Sequence[Consent]:
    """Consents whose term is over and of which that has not been said, some at a time."""
    statement = select(Consent).where(Consent.ended_at.is_(None), Consent.valid_until <= now())
    return (await session.scalars(statement.limit(200).with_for_update(skip_locked=True))).all()


async def keep_text(session: AsyncSession, text: ConsentText) -> None:
    """Keeps a text that was read for the first time."""
    row = insert(ConsentText).values(
        center_id=text.center_id,
        digest=text.digest,
        purpose=text.purpose,
        version=text.version,
        body=text.body,
    )
    await session.execute(row.on_conflict_do_nothing())


def holds() -> ColumnElement[bool]:
    """That a consent is in force."""
    return Consent.ended_at.is_(None) & or_(Consent.valid_until.is_(None), Consent.valid_until > now())
