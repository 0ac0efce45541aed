"""How staff accounts are found: one's own, or any at the operator's desk."""

from uuid import UUID

from sqlalchemy import Select, any_, literal, select
from sqlalchemy.ext.asyncio import AsyncSession

from services.registry.access.accounts.errors import AccountNotFound
from services.registry.access.accounts.model import Account
from services.registry.storage.repository import act_for, one_at_a_time, see_account


async def find_own_account(session: AsyncSession, account: UUID) -> Account | None:
    """The account of whoever is signed in."""
    await see_account(session, account)
    return await session.get(Account, account)


async def get_account(session: AsyncSession, account: UUID) -> Account:
    """For the operator's desk; raises AccountNotFound."""
    await act_for(session, "staff")
    found = await session.get(Account, account)
    if found is None:
        raise AccountNotFound
    return found


async def has_other_manager(session: AsyncSession, center: UUID, but: UUID) -> bool:
    """Whether anybody else manages the center; for the operator's desk. Whoever else asks waits for this one."""
    await one_at_a_time(session, "managers", center)
    wanted = select(Account.id).where(
        Account.role == "manager", Account.active, literal(center) == any_(Account.centers), Account.id != but
    )
    return await session.scalar(wanted.limit(1)) is not None


async def all_accounts(session: AsyncSession) -> Select[Account]:
    """For the operator's desk: every account."""
    await act_for(session, "staff")
    return select(Account)
