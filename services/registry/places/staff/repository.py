"""How the managers of a center and their posts are found."""

from collections.abc import Iterable, Mapping
from uuid import UUID

from sqlalchemy import Select, any_, literal, select
from sqlalchemy.ext.asyncio import AsyncSession

from services.registry.access.accounts.model import Account
from services.registry.places.staff.errors import ColleagueNotFound
from services.registry.places.staff.model import Post
from services.registry.storage.repository import act_for


async def colleagues(session: AsyncSession, center: UUID) -> Select[Account]:
    """The accounts of those who work at the center now; several centers may share one."""
    await act_for(session, "colleagues")
    works_here = literal(center) == any_(Account.centers)
    return select(Account).where(Account.role == "manager", Account.active, works_here)


async def get_colleague(session: AsyncSession, center: UUID, account: UUID) -> Account:
    """Raises ColleagueNotFound."""
    found = (await session.scalars((await colleagues(session, center)).where(Account.id == account))).first()
    if found is None:
        raise ColleagueNotFound
    return found


async def posts_of(session: AsyncSession, center: UUID, accounts: Iterable[UUID]) -> Mapping[UUID, Post]:
    """What these people are at the center, as far as somebody has said."""
    wanted = select(Post).where(Post.center_id == center, Post.account_id.in_(list(accounts)))
    return {one.account_id: one for one in await session.scalars(wanted)}
