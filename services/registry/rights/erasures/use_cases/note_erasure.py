"""A resident is being forgotten: the erasure is written down, or the one that was asked for is carried out."""

from sqlalchemy.ext.asyncio import AsyncSession

from services.registry.people.residents.model import Resident
from services.registry.personal.model import PERSONAL
from services.registry.rights.erasures.model import CONFIRM_WITHIN, Erasure, Ground, mark_of
from services.registry.rights.erasures.repository import expect_confirmations, note_date, waiting_of
from services.registry.rights.mentions.repository import note_mentions
from shared.contracts.codes import Channel
from shared.kit import personal
from shared.kit.clock import now


async def note_erasure(
    session: AsyncSession, resident: Resident, ground: Ground = "request", channel: Channel = "visit"
) -> Erasure:
    """Counts what will be gone, notes in which texts the name stands, and waits for every other service.

    To be called before the rows go.

    Whoever erases at once, without days to think it over, gets an erasure of this very moment.
    """
    actor = session.info.get("actor")
    counts = await personal.count(session, PERSONAL, resident.id)
    erasure = await waiting_of(session, resident.id)
    if erasure is None:
        erasure = Erasure(
            mark=mark_of(resident.id),
            ground=ground,
            channel="web" if actor is not None and actor.role == "resident" else channel,
            asked_by_role=actor.role if actor is not None else "system",
            due_at=now(),
        )
        session.add(erasure)
    erasure.carry_out(counts)
    await session.flush()
    await note_mentions(session, erasure.id, resident)
    expect_confirmations(session, erasure)
    await session.flush()
    await note_date(session, erasure, confirm_by=now() + CONFIRM_WITHIN)
    return erasure
