"""Where a code for the caller goes."""

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from services.registry.access.accounts.repository import find_own_account
from services.registry.people.residents.model import ResidentContact
from services.registry.storage.repository import enter_center
from shared.kit.access import Caller


async def own_contact(session: AsyncSession, caller: Caller) -> str | None:
    """The contact by which the caller signs in: mail before a telephone."""
    if caller.role != "resident":
        account = await find_own_account(session, caller.id)
        return account.contact if account else None
    for center in caller.centers:
        await enter_center(session, center)
        wanted = (
            select(ResidentContact.value)
            .where(
                ResidentContact.resident_id == caller.id,
                ResidentContact.kind.in_(("mail", "phone")),
                ResidentContact.shared.is_(False),
            )
            .order_by(ResidentContact.kind)
        )
        found = (await session.scalars(wanted)).first()
        if found is not None:
            return found
    return None
