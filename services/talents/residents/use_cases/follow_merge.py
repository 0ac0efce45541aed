"""Two residents turned out to be one: what both offered, needed and agreed on is one person's; or two again."""

from uuid import UUID

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncSession

from services.talents.matches import repository as matches
from services.talents.needs import repository as needs
from services.talents.residents import repository
from shared.kit.merge_moves import Place, Row, change, move, move_back, rows_of
from shared.kit.merging import Merge, begin, end
from shared.kit.residents import remember

_PLACES = (
    Place("offers", "resident_id"),
    Place("needs", "resident_id"),
    Place("matches", "asking_id"),
    Place("matches", "helping_id"),
    Place("heard_consents", "resident_id"),
)
_HELPED = text("update residents set helped = helped + :more where id = :id")


async def merge_residents(session: AsyncSession, merge: Merge) -> None:
    """A match between the two is no match; the need that it was for is open again."""
    await remember(session, [merge.kept, merge.gone])
    if not await begin(session, merge):
        return
    both = {*await needs.ids_of(session, merge.gone), *await needs.ids_of(session, merge.kept)}
    helped = await matches.needs_helped_by(session, merge.gone)
    await needs.lock(session, {*both, *helped})
    for need_id in await matches.agreed_between(session, merge.gone, merge.kept):
        await _change_need(session, merge, need_id, {"state": "open"})
    of_themselves = await matches.found_between(session, merge.gone, merge.kept)
    await move(session, merge, _PLACES)
    for need_id in of_themselves:
        await _change_need(
            session, merge, need_id, {"candidates": await needs.count_candidates(session, need_id)}
        )
    await _become_one(session, merge)
    await repository.put_homes_on_all(session, [merge.kept])


async def part_residents(session: AsyncSession, merge: Merge) -> None:
    """Everything goes back to whom it was of; what was offered and asked for since stays with the one kept."""
    if not await end(session, merge):
        return
    await move_back(session, merge)
    (gone,) = await rows_of(session, "residents", "id", merge.gone)
    await session.execute(_HELPED, {"id": merge.kept, "more": -gone["helped"]})
    await repository.put_homes_on_all(session, [merge.kept, merge.gone])


async def _become_one(session: AsyncSession, merge: Merge) -> None:
    (gone,) = await rows_of(session, "residents", "id", merge.gone)
    (kept,) = await rows_of(session, "residents", "id", merge.kept)
    await change(session, merge, "residents", gone, {"erased": True})
    asked = max((one["asked_at"] for one in (gone, kept) if one["asked_at"]), default=None)
    await change(session, merge, "residents", kept, {"asked_at": asked})
    await session.execute(_HELPED, {"id": merge.kept, "more": gone["helped"]})
    offers: list[Row] = await rows_of(session, "offers", "resident_id", merge.kept)
    for offer in offers:
        if offer["state"] == "standing":
            await change(session, merge, "offers", offer, {"asked_at": asked})


async def _change_need(session: AsyncSession, merge: Merge, need_id: UUID, after: Row) -> None:
    for row in await rows_of(session, "needs", "id", need_id):
        await change(session, merge, "needs", row, after)
