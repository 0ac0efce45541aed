"""How passkeys are found: one's own, or the one that was presented."""

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import delete, select
from sqlalchemy.ext.asyncio import AsyncSession

from services.registry.access.passkeys.errors import PasskeyNotFound
from services.registry.access.passkeys.model import Passkey
from services.registry.storage.repository import act_for, see_account, see_credential


async def passkeys_of(session: AsyncSession, account: UUID) -> Sequence[Passkey]:
    """The keys of one account, oldest first."""
    await see_account(session, account)
    wanted = select(Passkey).where(Passkey.account_id == account).order_by(Passkey.id)
    return (await session.scalars(wanted)).all()


async def get_own(session: AsyncSession, account: UUID, passkey: UUID) -> Passkey:
    """Raises PasskeyNotFound."""
    await see_account(session, account)
    wanted = select(Passkey).where(Passkey.account_id == account, Passkey.id == passkey)
    found = (await session.scalars(wanted)).one_or_none()
    if found is None:
        raise PasskeyNotFound
    return found


async def find_presented(session: AsyncSession, credential: bytes) -> Passkey | None:
    """The key that was presented, locked, so that two answers at once count one after the other."""
    await see_credential(session, credential)
    wanted = select(Passkey).where(Passkey.credential_id == credential).with_for_update()
    return (await session.scalars(wanted)).one_or_none()


async def remove_own(session: AsyncSession, account: UUID, passkey: UUID) -> None:
    """Raises PasskeyNotFound."""
    await get_own(session, account, passkey)
    await session.execute(delete(Passkey).where(Passkey.id == passkey))


async def forget_passkeys(session: AsyncSession, account: UUID) -> None:
    """Ends every key of an account, at the operator's desk."""
    await act_for(session, "staff")
    await session.execute(delete(Passkey).where(Passkey.account_id == account))
