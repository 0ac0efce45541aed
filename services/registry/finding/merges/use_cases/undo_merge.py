"""The two were two after all: everything that the merge has moved goes back."""

from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from services.registry.finding.merges.errors import MergedOn
from services.registry.finding.merges.model import MergeRecord
from services.registry.finding.merges.repository import get_merge, who_is_it_now
from services.registry.finding.merges.use_cases.merge_residents import whereabouts
from services.registry.finding.twins.repository import tell_apart
from services.registry.people.residents.repository import get_card, get_resident, keep_words
from shared.contracts.registry import MergeUndoneV1
from shared.kit import audit, outbox
from shared.kit.access import Caller
from shared.kit.clock import now
from shared.kit.merge_moves import move_back
from shared.kit.merging import Merge, end

_APART = "это разные люди"
"""The ground where the manager gives no other: whoever it is hears of it and may contest it."""


async def undo_merge(
    session: AsyncSession, caller: Caller, center: UUID, merge_id: UUID, reason: str | None
) -> MergeRecord:
    """Raises MergeNotFound, UndoneAlready, TooLate, and MergedOn where a later merge comes first."""
    record = await get_merge(session, center, merge_id, for_update=True)
    at = now()
    record.undo(caller.id, at)
    if await who_is_it_now(session, record.kept_id) is not None:
        raise MergedOn
    kept = await get_resident(session, center, record.kept_id, for_update=True)
    merge = Merge(record.id, record.gone_id, record.kept_id)
    await end(session, merge)
    await move_back(session, merge)
    await session.refresh(kept)
    kept.changed_at = at
    await tell_apart(session, record.kept_id, record.gone_id, caller.id, at)
    audit.note(session, "residents.merge-undone", record.kept_id, reason or _APART, str(record.gone_id))
    outbox.add(session, MergeUndoneV1(merge_id=merge.id, resident_id=record.gone_id, kept_id=record.kept_id))
    for one in (record.kept_id, record.gone_id):
        card = await get_card(session, center, one)
        await keep_words(session, card.resident)
        outbox.add(session, whereabouts(card))
    return record
