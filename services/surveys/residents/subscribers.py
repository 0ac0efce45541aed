"""Follows who joins a center and who is erased."""

from collections.abc import Sequence

from sqlalchemy.ext.asyncio import AsyncSession

from services.surveys.personal.model import PERSONAL
from services.surveys.residents.use_cases.follow_merge import merge_residents, part_residents
from services.surveys.sheets.repository import unlink_sheets
from shared.contracts.registry import (
    ResidentErasedV1,
    ResidentJoinedV1,
)
from shared.contracts.surveys import SurveysForgotResidentV1
from shared.kit import outbox
from shared.kit.merge_moves import follow_merges, forget_merges
from shared.kit.personal import count, forget_traces
from shared.kit.reactions import Reactions, Told
from shared.kit.residents import mark_erased, remember

reactions = Reactions()


@reactions.on(ResidentJoinedV1)
async def remember_residents(session: AsyncSession, told: Sequence[Told[ResidentJoinedV1]]) -> None:
    """A newcomer's answers may be entered from now on."""
    await remember(session, [one.fact.resident_id for one in told])


@reactions.on(ResidentErasedV1)
async def forget_residents(session: AsyncSession, told: Sequence[Told[ResidentErasedV1]]) -> None:
    """Their sheets lose the person and every own word; what was chosen stays in the totals."""
    for one in told:
        counts = await count(session, PERSONAL, one.fact.resident_id)
        await mark_erased(session, one.fact.resident_id)
        await unlink_sheets(session, one.fact.resident_id)
        await forget_merges(session, one.fact.resident_id)
        await forget_traces(session, one.fact.resident_id)
        outbox.add(session, SurveysForgotResidentV1(resident_id=one.fact.resident_id, counts=counts))


follow_merges(reactions, merge_residents, part_residents)
