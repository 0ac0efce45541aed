"""How wishes to take part are found, and who may see them."""

from collections.abc import Iterable, Mapping
from uuid import UUID

from sqlalchemy import Select, or_, select
from sqlalchemy.ext.asyncio import AsyncSession

from services.registry.communities.joining.errors import JoinRequestNotFound
from services.registry.communities.joining.model import JoinRequest
from services.registry.communities.organisations.model import Organisation
from shared.kit.access import Caller


def requests_seen(center: UUID, caller: Caller) -> Select[JoinRequest]:
    """All for a manager; for a resident their own, and those of organisations in which they hold a post."""
    found = select(JoinRequest).where(JoinRequest.center_id == center)
    if caller.role == "manager":
        return found
    theirs = [one for one in caller.organisations if caller.acts_in(one)]
    return found.where(
        or_(JoinRequest.resident_id == caller.id, JoinRequest.organisation_id.in_(theirs)),
    )


async def get_request(
    session: AsyncSession, center: UUID, request: UUID, caller: Caller, *, to_answer: bool = False
) -> JoinRequest:
    """Raises JoinRequestNotFound; `to_answer` leaves out one's own, which somebody else has to answer."""
    wanted = requests_seen(center, caller).where(JoinRequest.id == request).with_for_update()
    found = (await session.scalars(wanted)).one_or_none()
    if found is None or (to_answer and found.resident_id == caller.id):
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
