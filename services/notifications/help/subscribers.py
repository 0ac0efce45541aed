"""Tells both sides how far their match has come."""

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from services.notifications.gatherings.repository import gatherings_of_match
from services.notifications.gatherings.service import tell_sides
from services.notifications.help.repository import match_by_id, remember_match, remember_needs, skills_of
from services.notifications.messages.repository import Notice
from services.notifications.messages.service import tell
from services.notifications.residents.repository import erased_among
from services.notifications.wording.model import MessageCode
from shared.contracts.talents import MatchAgreedV1, MatchDeclinedV1, MatchProposedV1, NeedStatedV1
from shared.kit.merging import as_kept
from shared.kit.reactions import Reactions, Told

reactions = Reactions()

AnyMatch = MatchProposedV1 | MatchAgreedV1 | MatchDeclinedV1


@reactions.on(NeedStatedV1)
async def remember_what_is_needed(session: AsyncSession, told: Sequence[Told[NeedStatedV1]]) -> None:
    """So that messages about a match can say what it is about."""
    await remember_needs(session, [one.fact for one in told])


@reactions.on(MatchProposedV1)
async def tell_of_proposal(session: AsyncSession, told: Sequence[Told[MatchProposedV1]]) -> None:
    """Both sides are asked for an answer, but for the one that has given it already."""
    told = await as_kept(session, told)
    for one in told:
        if not await erased_among(session, (one.fact.asking_id, one.fact.helping_id)):
            await remember_match(session, one.fact)
        if one.fact.accepted_by != "asking":
            await _tell(session, one, "match_proposed_to_asking", one.fact.asking_id)
        if one.fact.accepted_by != "helping":
            await _tell(session, one, "match_proposed_to_helping", one.fact.helping_id)
        await _tell_of_events_heard_before(session, one.fact.match_id)


@reactions.on(MatchAgreedV1)
async def tell_of_agreement(session: AsyncSession, told: Sequence[Told[MatchAgreedV1]]) -> None:
    """Both sides hear that the other one agrees."""
    told = await as_kept(session, told)
    for one in told:
        await _tell(session, one, "match_agreed_to_asking", one.fact.asking_id)
        await _tell(session, one, "match_agreed_to_helping", one.fact.helping_id)


@reactions.on(MatchDeclinedV1)
async def tell_of_refusal(session: AsyncSession, told: Sequence[Told[MatchDeclinedV1]]) -> None:
    """The side that did not decline hears of it."""
    told = await as_kept(session, told)
    for one in told:
        if one.fact.side == "helping":
            await _tell(session, one, "match_declined_to_asking", one.fact.asking_id)
        else:
            await _tell(session, one, "match_declined_to_helping", one.fact.helping_id)


async def _tell(session: AsyncSession, told: Told[AnyMatch], code: MessageCode, resident_id: UUID) -> None:
    fact = told.fact
    skill = (await skills_of(session, [fact.need_id])).get(fact.need_id)
    params = {"match_id": str(fact.match_id), "need_id": str(fact.need_id), "skill": skill}
    await tell(session, [Notice(resident_id, code, params, told.id)])


async def _tell_of_events_heard_before(session: AsyncSession, match_id: UUID) -> None:
    """Another service's fact may overtake this one: an event for the match may already stand in the calendar."""
    match = await match_by_id(session, match_id)
    for gathering in await gatherings_of_match(session, match_id):
        if match is not None and gathering.cancelled_by is None:
            await tell_sides(session, gathering, match)
