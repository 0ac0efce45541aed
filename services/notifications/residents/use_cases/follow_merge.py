"""Two residents turned out to be one: what was told to either is one person's, and told once; or two again."""

from sqlalchemy.ext.asyncio import AsyncSession

from shared.kit.merge_moves import Place, Row, change, move, move_back, rows_of, set_aside
from shared.kit.merging import Merge, begin, end
from shared.kit.residents import remember

_PLACES = (
    Place("messages", "resident_id"),
    Place("deliveries", "resident_id"),
    Place("calls", "resident_id"),
    Place("preferences", "resident_id"),
    Place("matches", "asking_id"),
    Place("matches", "helping_id"),
    Place("gatherings", "organiser_id"),
    Place("signed_up", "resident_id"),
    Place("answered", "resident_id"),
    Place("heard_consents", "resident_id"),
)


async def merge_residents(session: AsyncSession, merge: Merge) -> None:
    """What both were told for one cause is kept once; of two wishes how to be told, the kept one's stay."""
    await remember(session, [merge.kept, merge.gone])
    if not await begin(session, merge):
        return
    for message in await _told_to_both(session, merge):
        for table in ("deliveries", "calls"):
            for row in await rows_of(session, table, "message_id", message["id"]):
                await set_aside(session, merge, table, row)
        await set_aside(session, merge, "messages", message)
    await move(session, merge, _PLACES)
    for row in await rows_of(session, "residents", "id", merge.gone):
        await change(session, merge, "residents", row, {"erased": True})


async def part_residents(session: AsyncSession, merge: Merge) -> None:
    """Everything goes back to whom it was told."""
    if await end(session, merge):
        await move_back(session, merge)


async def _told_to_both(session: AsyncSession, merge: Merge) -> list[Row]:
    mine = {
        (row["cause_id"], row["code"])
        for row in await rows_of(session, "messages", "resident_id", merge.kept)
    }
    theirs = await rows_of(session, "messages", "resident_id", merge.gone)
    return [row for row in theirs if (row["cause_id"], row["code"]) in mine]
