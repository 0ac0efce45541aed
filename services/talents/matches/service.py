"""Brings two neighbors together: proposes, hears both sides, notes that help was given, looks for another."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from services.talents.matches import repository
from services.talents.matches.errors import AnotherProposed, MatchNotFound
from services.talents.matches.model import Match
from services.talents.matching.model import HANDFUL
from services.talents.matching.repository import add_candidates
from services.talents.matching.service import choose_helpers
from services.talents.needs import repository as needs
from services.talents.needs.errors import NeedNotFound
from services.talents.needs.model import Need
from services.talents.offers import repository as offers
from services.talents.residents import repository as residents
from services.talents.residents.service import must_see
from shared.contracts.codes import Channel
from shared.contracts.talents import (
    MatchAcceptedV1,
    MatchAgreedV1,
    MatchCompletedV1,
    MatchDeclinedV1,
    MatchProposedV1,
    NeedMetV1,
    Side,
)
from shared.kit import audit, outbox
from shared.kit.access import Caller
from shared.kit.clock import now
from shared.kit.database import driver_of
from shared.kit.problems import invalid

AT_ONCE = 20
"""So many needs get other candidates in one go; what is left gets them from the next offers."""


@dataclass(frozen=True, slots=True)
class Word:
    """What one side says about a match; a manager names the side and how they know."""

    side: Side | None = None
    channel: Channel | None = None
    ground: str | None = None


async def read_match(session: AsyncSession, caller: Caller, match_id: UUID) -> Match:
    """With its need, offer and helper. Raises MatchNotFound, also for a match between others."""
    match = await repository.get(session, match_id)
    must_see(caller, match.asking_id, match.helping_id, error=MatchNotFound)
    return match


async def matches_of_need(session: AsyncSession, caller: Caller, need_id: UUID) -> list[Match]:
    """What is in work first, then candidates, the best first, then what is over. Raises NeedNotFound."""
    need = await needs.get(session, need_id)
    must_see(caller, need.resident_id, error=NeedNotFound)
    today = now()
    found = await repository.of_need(session, need_id)
    return sorted(found, key=lambda m: (m.is_over, not m.is_pending, m.fit.order(today)))


async def propose(session: AsyncSession, match_id: UUID) -> Match:
    """The center asks both sides. Raises MatchNotFound, AlreadyProposed, MatchOver, AnotherProposed,
    OfferWithdrawn, NeedClosed or NeedAgreedUpon.
    """
    match = await repository.lock(session, match_id)
    await _propose(session, match, now())
    await session.flush()
    return match


async def accept(session: AsyncSession, caller: Caller, match_id: UUID, word: Word) -> Match:
    """One side says yes; to say yes to what was only found is to propose it.

    Raises Invalid where the side is not clear, AlreadyAccepted, and what `propose` raises.
    """
    match, side, channel = await _heard(session, caller, match_id, word, "match.accepted-for")
    at = now()
    if match.state == "found":
        await _propose(session, match, at, accepted_by=side)
    both = match.accept(side, at)
    outbox.add(session, MatchAcceptedV1(match_id=match.id, side=side, channel=channel))
    if both:
        await _agree(session, match)
    await session.flush()
    return match


async def decline(session: AsyncSession, caller: Caller, match_id: UUID, word: Word) -> Match:
    """One side says no, and the need gets another candidate. Raises Invalid, MatchNotFound or MatchOver."""
    match, side, _ = await _heard(session, caller, match_id, word, "match.declined-for")
    await fall_through(session, match, side)
    await find_others(session, [match.need])
    return match


async def complete(session: AsyncSession, caller: Caller, match_id: UUID) -> Match:
    """The help was given. Raises MatchNotFound, NotAgreed or MatchOver."""
    match = await repository.lock(session, match_id)
    must_see(caller, match.asking_id, match.helping_id, error=MatchNotFound)
    at = now()
    match.complete(at)
    match.need.meet(at)
    await residents.note_helped(session, match.helping_id)
    await session.flush()
    outbox.add(session, MatchCompletedV1(match_id=match.id, **_who(match)))
    outbox.add(session, NeedMetV1(need_id=match.need_id, resident_id=match.asking_id, match_id=match.id))
    return match


async def fall_through(session: AsyncSession, match: Match, side: Side) -> None:
    """The match will not be; its need, loaded and locked, is open again. Raises MatchOver."""
    was_pending = match.is_pending
    match.decline(side, now())
    if not match.need.is_closed:
        match.need.look_again()
    await session.flush()
    if was_pending:
        outbox.add(
            session,
            MatchDeclinedV1(
                match_id=match.id,
                need_id=match.need_id,
                asking_id=match.asking_id,
                helping_id=match.helping_id,
                side=side,
            ),
        )


async def let_go(session: AsyncSession, need: Need, side: Side) -> None:
    """Nobody is looked for any more for this locked need; whoever was asked learns that it is off."""
    pending = await repository.pending_of_need(session, need.id)
    if pending is not None:
        await fall_through(session, pending, side)
    await repository.drop_found_of_need(session, need.id)


async def find_others(session: AsyncSession, waiting: Sequence[Need]) -> None:
    """Fills up the candidates of locked needs that have lost some; never with somebody they had before."""
    await session.flush()
    if not waiting:
        return
    ids = [need.id for need in waiting]
    await needs.recount(session, ids)
    waiting = await needs.lock(session, ids)
    for need in [one for one in waiting if one.state == "open" and one.candidates < HANDFUL][:AT_ONCE]:
        driver, before = await driver_of(session), await repository.helpers_of(session, need.id)
        await add_candidates(driver, need, await choose_helpers(driver, need, but=before))
    await session.flush()


async def mend(session: AsyncSession) -> int:
    """Gives needs another candidate instead of one who withdrew just when they were found; says how many."""
    waiting = await needs.lock(session, await repository.needs_of_withdrawn(session, AT_ONCE))
    if waiting:
        await repository.drop_withdrawn(session, [need.id for need in waiting])
        await find_others(session, waiting)
    return len(waiting)


async def _propose(
    session: AsyncSession, match: Match, at: datetime, *, accepted_by: Side | None = None
) -> None:
    fit, is_first = match.fit, not await repository.has_pending(session, match.need_id)
    match.propose(at)
    match.need.must_be_open()
    match.offer.must_stand()
    if not is_first:
        raise AnotherProposed
    match.helper_asked_at, match.helper_helped = fit.asked_at, fit.helped
    match.need.candidates = max(match.need.candidates - fit.fits, 0)
    await session.flush()
    if accepted_by != "helping":
        await residents.note_asked(session, match.helping_id, at)
        await offers.note_asked(session, match.helping_id, at)
    outbox.add(session, MatchProposedV1(match_id=match.id, accepted_by=accepted_by, **_who(match)))


async def _agree(session: AsyncSession, match: Match) -> None:
    match.need.agree()
    await session.flush()
    await repository.drop_found_of_need(session, match.need_id)
    outbox.add(session, MatchAgreedV1(match_id=match.id, **_who(match)))


async def _heard(
    session: AsyncSession, caller: Caller, match_id: UUID, word: Word, action: str
) -> tuple[Match, Side, Channel]:
    """The locked match, and whose word this is."""
    match = await repository.lock(session, match_id)
    if caller.role == "resident":
        side = match.side_of(caller.id)
        if side is None:
            raise MatchNotFound
        if word.side not in (None, side):
            raise invalid("/side", "word.not-own", "За другую сторону отвечает она сама")
        return match, side, "web"
    if word.side is None:
        raise invalid("/side", "word.whose", "Укажите, чей это ответ")
    if word.channel in (None, "web") or not word.ground:
        raise invalid("/ground", "word.ground", "Укажите, как и от кого вы узнали ответ")
    about = match.asking_id if word.side == "asking" else match.helping_id
    audit.note(session, action, about=about, ground=word.ground, evidence=word.channel)
    return match, word.side, word.channel or "visit"


def _who(match: Match) -> dict[str, UUID]:
    return {
        "need_id": match.need_id,
        "offer_id": match.offer_id,
        "asking_id": match.asking_id,
        "helping_id": match.helping_id,
    }
