"""Somebody is no longer what they were in an organisation; the row stays."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from services.registry.communities.memberships.errors import AlreadyEnded
from services.registry.communities.memberships.model import EndReason, Membership
from services.registry.communities.memberships.repository import get_membership, standing_in
from services.registry.communities.organisations.model import Organisation
from shared.contracts.registry import MembershipEndedV1
from shared.kit import audit, outbox
from shared.kit.clock import today
from shared.kit.etags import check_version
from shared.kit.problems import invalid


@dataclass(frozen=True, slots=True)
class EndMembership:
    """`on` is the first day without the role; None is today."""

    center_id: UUID
    membership_id: UUID
    version: int
    reason: EndReason
    on: date | None = None


async def end_membership(session: AsyncSession, command: EndMembership) -> Membership:
    """Raises MembershipNotFound, AlreadyEnded, Invalid, Outdated."""
    membership = await get_membership(session, command.center_id, command.membership_id)
    check_version(membership, command.version)
    if not membership.stands():
        raise AlreadyEnded
    on = command.on or today()
    if on < membership.since:
        raise invalid("/on", "memberships.ends-before", "Срок не может кончиться раньше, чем начался")
    if on > today():
        raise invalid("/on", "memberships.end-to-come", "Завершают сегодняшним днём или прошедшим")
    _end(session, membership, on, command.reason)
    await session.flush()
    return membership


async def end_all(
    session: AsyncSession, organisation: Organisation, on: date, reason: EndReason = "dissolved"
) -> None:
    """Ends every membership of an organisation that is dissolved or chosen anew."""
    for membership in await standing_in(session, organisation.center_id, [organisation.id]):
        _end(session, membership, max(on, membership.since), reason)
    await session.flush()


def _end(session: AsyncSession, membership: Membership, on: date, reason: EndReason) -> None:
    membership.ended_on, membership.end_reason = on, reason
    audit.note(session, "membership.ended", about=membership.resident_id, evidence=str(membership.id))
    assert membership.resident_id is not None
    told = MembershipEndedV1(
        membership_id=membership.id,
        organisation_id=membership.organisation_id,
        resident_id=membership.resident_id,
        role=membership.role,
    )
    outbox.add(session, told)
