"""Asking to take part, taking the wish back, and answering it."""

from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from services.registry.communities.joining.errors import (
    AlreadyAnswered,
    AlreadyAsked,
    AlreadyIn,
    ChosenByMeeting,
    JoinRequestNotFound,
)
from services.registry.communities.joining.model import JoinAnswer, JoinRequest
from services.registry.communities.joining.repository import family_of, get_request
from services.registry.communities.memberships.errors import OrganisationClosed
from services.registry.communities.memberships.repository import is_member
from services.registry.communities.memberships.use_cases.begin_membership import (
    BeginMembership,
    begin_membership,
)
from services.registry.communities.organisations.errors import OrganisationNotFound
from services.registry.communities.organisations.repository import get_organisation, post_holders
from services.registry.people.residents.service import must_be_own
from services.registry.storage.writing import Refusals, write
from shared.contracts.registry import JoinRequestMadeV1
from shared.kit import audit, outbox
from shared.kit.access import Caller
from shared.kit.clock import now, today
from shared.kit.problems import invalid

_REFUSED: Refusals = {"join_requests_waiting_key": AlreadyAsked}


async def ask_to_join(
    session: AsyncSession, center: UUID, caller: Caller, resident: UUID, organisation_id: UUID
) -> JoinRequest:
    """Raises ResidentNotFound, Invalid, OrganisationClosed, ChosenByMeeting, AlreadyIn, AlreadyAsked."""
    await must_be_own(session, caller, center, resident)
    try:
        organisation = await get_organisation(session, center, organisation_id)
    except OrganisationNotFound as error:
        raise invalid("/organisation_id", "joining.unknown", "Такой организации в центре нет") from error
    if organisation.state == "dissolved":
        raise OrganisationClosed
    if not organisation.of_kind.joined_by_wish:
        raise ChosenByMeeting
    if await is_member(session, center, organisation_id, resident):
        raise AlreadyIn
    made = JoinRequest(center_id=center, organisation_id=organisation_id, resident_id=resident)
    session.add(made)
    await write(session, _REFUSED)
    audit.note(session, "joining.asked", about=resident, evidence=str(made.id))
    holders = await post_holders(session, center, organisation_id, today()) - {caller.id, resident}
    outbox.add(
        session,
        JoinRequestMadeV1(
            join_request_id=made.id, organisation_id=organisation_id, answering=sorted(holders)
        ),
    )
    return made


async def answer(
    session: AsyncSession, center: UUID, caller: Caller, request_id: UUID, said: JoinAnswer
) -> JoinRequest:
    """Whoever is accepted is a member from today.

    Raises JoinRequestNotFound, AlreadyAnswered, and what `begin_membership` does.
    """
    found = await get_request(session, center, request_id, caller, to_answer=True)
    if found.answer is not None:
        raise AlreadyAnswered
    if said == "accepted" and not await is_member(session, center, found.organisation_id, found.resident_id):
        await begin_membership(
            session, BeginMembership(center, found.organisation_id, found.resident_id, "member")
        )
    found.answer, found.answered_at = said, now()
    audit.note(session, f"joining.{said}", about=found.resident_id, evidence=str(found.id))
    await session.flush()
    return found


async def take_back(session: AsyncSession, center: UUID, caller: Caller, request_id: UUID) -> None:
    """One's own wish, or a child's, goes without a trace. Raises JoinRequestNotFound."""
    found = await get_request(session, center, request_id, caller)
    if found.resident_id not in await family_of(session, center, caller):
        raise JoinRequestNotFound
    await session.delete(found)
    audit.note(session, "joining.taken-back", about=found.resident_id, evidence=str(found.id))
    await session.flush()
