"""Offers ideas, corrects them, takes them back; and lets neighbors say that they would have it so."""

from dataclasses import dataclass
from typing import TypedDict
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from services.events.initiatives.errors import IdeaNotFound, OwnIdea
from services.events.initiatives.model import Idea
from services.events.initiatives.repository import add_support, drop_support, idea_by_id
from services.events.residents.model import Voice
from services.events.residents.service import must_have_a_voice, must_not_be_erased, note_said_for
from shared.contracts.events import IdeaOfferedV1, IdeaSupportedV1, IdeaSupportEndedV1, IdeaWithdrawnV1
from shared.kit import audit, outbox
from shared.kit.access import Caller
from shared.kit.clock import now
from shared.kit.etags import check_version


@dataclass(frozen=True, slots=True)
class OfferIdea:
    """An idea as somebody says it."""

    title: str
    words: str
    house_id: UUID | None


class Changes(TypedDict, total=False):
    """What changes; whatever is left out stays."""

    title: str
    words: str
    house_id: UUID | None


async def offer_idea(session: AsyncSession, voice: Voice, command: OfferIdea) -> Idea:
    """The new idea; raises Invalid where its author is nobody of the center."""
    await must_have_a_voice(session, voice)
    idea = Idea(
        title=command.title,
        words=command.words,
        house_id=command.house_id,
        resident_id=voice.resident_id,
        channel=voice.channel,
        state="idea",
    )
    session.add(idea)
    await session.flush()
    note_said_for(session, "idea.offered-for", voice, idea.id)
    outbox.add(
        session,
        IdeaOfferedV1(
            idea_id=idea.id, house_id=idea.house_id, resident_id=idea.resident_id, channel=idea.channel
        ),
    )
    return idea


async def seen_idea(session: AsyncSession, caller: Caller, idea_id: UUID) -> Idea:
    """Raises IdeaNotFound, for a resident also where another has taken it back."""
    idea = await idea_by_id(session, idea_id)
    if caller.role == "resident" and idea.state != "idea" and idea.resident_id != caller.id:
        raise IdeaNotFound
    return idea


async def change_idea(
    session: AsyncSession, caller: Caller, idea_id: UUID, expected: int, changes: Changes
) -> Idea:
    """Raises IdeaNotFound, Outdated, IdeaWithdrawn."""
    idea = await _own_idea(session, caller, idea_id, expected)
    idea.must_stand()
    for name, value in changes.items():
        setattr(idea, name, value)
    await session.flush()
    return _noted(session, caller, idea, "idea.changed", None)


async def withdraw_idea(session: AsyncSession, caller: Caller, idea_id: UUID, expected: int) -> Idea:
    """Raises IdeaNotFound, Outdated, IdeaWithdrawn."""
    idea = await _own_idea(session, caller, idea_id, expected)
    idea.withdraw(now())
    await session.flush()
    outbox.add(session, IdeaWithdrawnV1(idea_id=idea.id))
    return _noted(session, caller, idea, "idea.withdrawn", "withdrawn")


async def support_idea(session: AsyncSession, caller: Caller, idea_id: UUID) -> Idea:
    """One support each, however often it is said. Raises IdeaNotFound, IdeaWithdrawn, OwnIdea."""
    await must_not_be_erased(session, caller.id)
    idea = await seen_idea(session, caller, idea_id)
    idea.must_stand()
    if idea.resident_id == caller.id:
        raise OwnIdea
    if await add_support(session, idea.id, caller.id):
        outbox.add(session, IdeaSupportedV1(idea_id=idea.id, resident_id=caller.id))
    return idea


async def end_support(session: AsyncSession, caller: Caller, idea_id: UUID) -> Idea:
    """Takes the support back, where there was one. Raises IdeaNotFound."""
    idea = await seen_idea(session, caller, idea_id)
    if await drop_support(session, idea.id, caller.id):
        outbox.add(session, IdeaSupportEndedV1(idea_id=idea.id, resident_id=caller.id))
    return idea


async def _own_idea(session: AsyncSession, caller: Caller, idea_id: UUID, expected: int) -> Idea:
    idea = await idea_by_id(session, idea_id, for_update=True)
    if caller.role == "resident" and idea.resident_id != caller.id:
        raise IdeaNotFound
    check_version(idea, expected)
    return idea


def _noted(session: AsyncSession, caller: Caller, idea: Idea, action: str, ground: str | None) -> Idea:
    if caller.role == "manager" and idea.resident_id is not None:
        audit.note(session, action, about=idea.resident_id, ground=ground, evidence=str(idea.id))
    return idea
