"""The term, the document or the visibility of a membership is corrected."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from services.registry.communities.memberships.errors import AlreadyEnded
from services.registry.communities.memberships.model import Membership
from services.registry.communities.memberships.repository import get_membership
from services.registry.communities.memberships.use_cases.begin_membership import (
    check_days,
    check_free,
    may_be_shown,
)
from services.registry.communities.organisations.repository import get_organisation
from shared.kit import audit
from shared.kit.etags import check_version


@dataclass(frozen=True, slots=True)
class CorrectMembership:
    """`changes` holds what is to be corrected and nothing else."""

    center_id: UUID
    membership_id: UUID
    version: int
    changes: Mapping[str, Any]  # Any: the body, already validated


async def correct_membership(session: AsyncSession, command: CorrectMembership) -> Membership:
    """Raises MembershipNotFound, AlreadyEnded, ChairTaken, AlreadyHeld, PublicationMissing, Invalid, Outdated."""
    membership = await get_membership(session, command.center_id, command.membership_id)
    check_version(membership, command.version)
    if not membership.stands():
        raise AlreadyEnded
    changes = command.changes
    since = changes.get("since") or membership.since
    until = changes.get("until", membership.until)
    check_days(since, until)
    organisation = await get_organisation(
        session, command.center_id, membership.organisation_id, for_update=True
    )
    await check_free(
        session, organisation, membership.role, membership.resident_id, since, until, membership.id
    )
    shown_to = changes.get("shown_to") or membership.shown_to
    if shown_to != membership.shown_to:
        await may_be_shown(session, command.center_id, membership.resident_id, membership.role, shown_to)
    membership.since, membership.until, membership.shown_to = since, until, shown_to
    if "document" in changes:
        paper = changes["document"] or {}
        membership.document_kind = paper.get("kind")
        membership.document_number, membership.document_on = paper.get("number"), paper.get("on")
    audit.note(session, "membership.corrected", about=membership.resident_id, evidence=str(membership.id))
    await session.flush()
    return membership
