"""How wishes to take part are found, and who may see them."""

from collections.abc import Iterable, Mapping
from uuid import UUID

from sqlalchemy import Select, or_, select
from sqlalchemy.ext.asyncio import AsyncSession

from services.registry.communities.joining.errors import JoinRequestNotFound
from services.registry.communities.joining.model import JoinRequest
from services.registry.communities.organisations.model import Organisation
from services.registry.people.guardians.repository import wards_of
from services.registry.people.standing.repository import posts_of
from shared.kit.access import Caller


async def requests_seen(session: AsyncSession, center: UUID, caller: Caller) -> Select[JoinRequest]:
    """All for a manager; for a resident their own and their children's, and those of organisations in which they hold
    a post."""
    found = select(JoinRequest).where(JoinRequest.center_id == center)
    if caller.role == "manager":
        return found
    theirs = await posts_of(session, center, caller)
    family = await family_of(session, center, caller)
    return found.where(or_(JoinRequest.resident_id.in_(family), JoinRequest.organisation_id.in_(theirs)))


async def family_of(session: AsyncSession, center: UUID, caller: Caller) -> set[UUID]:
    """The caller, and the children for whom they answer."""
    return {caller.id, *await wards_of(session, center, caller.id)}


async def get_request(
    session: AsyncSession, center: UUID, request: UUID, caller: Caller, *, to_answer: bool = False
) -> JoinRequest:
    """Raises JoinRequestNotFound; `to_answer` leaves out what the family asked, for somebody else has to answer it."""
    wanted = (await requests_seen(session, center, caller)).where(JoinRequest.id == request)
    found = (await session.scalars(wanted.with_for_update())).one_or_none()
    if found is None or (to_answer and found.resident_id in await family_of(session, center, caller)):
        raise JoinRequestNotFound
    return found


async def organisation_names(
    session: AsyncSession, center: UUID, organisations: Iterable[UUID]
) -> Mapping[UUID, str]:
    """What these organisations are called."""
    wanted = select(Organisation.id, Organisation.name).where(
        Organisation.center_id == center, Organisation.id.in_(list(organisations))
    )
    return {row.id: row.name for row in await session.execute(wanted)}
