"""Two residents turned out to be one: their sheets are one person's, one sheet a survey; or two again."""

from sqlalchemy.ext.asyncio import AsyncSession

from shared.kit.merge_moves import Place, Row, change, move, move_back, rows_of, set_aside
from shared.kit.merging import Merge, begin, end
from shared.kit.residents import remember

_PLACES = (Place("sheets", "resident_id"), Place("answered", "resident_id"))


async def merge_residents(session: AsyncSession, merge: Merge) -> None:
    """Of two answers to one survey the first counts, as where one person answers twice; the other is set aside.

    An anonymous sheet leads to nobody, so that both of two such sheets stay; only that both had answered is one.
    """
    await remember(session, [merge.kept, merge.gone])
    if not await begin(session, merge):
        return
    for row in await _answered_later(session, merge):
        await set_aside(session, merge, "sheets", row)
    await move(session, merge, _PLACES)
    for row in await rows_of(session, "residents", "id", merge.gone):
        await change(session, merge, "residents", row, {"erased": True})


async def part_residents(session: AsyncSession, merge: Merge) -> None:
    """Everything goes back to whom it was of."""
    if await end(session, merge):
        await move_back(session, merge)


async def _answered_later(session: AsyncSession, merge: Merge) -> list[Row]:
    """Of the kept one's sheets those that were answered after the other's; the other's later ones cannot be moved."""
    theirs = {row["survey_id"]: row for row in await rows_of(session, "sheets", "resident_id", merge.gone)}
    return [
        row
        for row in await rows_of(session, "sheets", "resident_id", merge.kept)
        if row["survey_id"] in theirs and theirs[row["survey_id"]]["answered_at"] < row["answered_at"]
    ]
