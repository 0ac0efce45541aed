"""Counts what was answered, when somebody asks: writing an answer pays nothing for it."""

from collections import defaultdict
from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncSession

from services.surveys.results.model import ByChannel, Tally
from services.surveys.surveys.repository import sheets_counted
from shared.contracts.codes import Channel

_ANSWERED = text(
    """
    select answer.key, channel, count(*)
    from sheets, jsonb_each(answers) as answer
    where survey_id = :survey
    group by answer.key, channel
    """
)
_GIVEN = text(
    """
    select answer.key, coalesce(one.value, answer.value #>> '{}'), channel, count(*)
    from sheets, jsonb_each(answers) as answer
      left join lateral jsonb_array_elements_text(
        case jsonb_typeof(answer.value) when 'array' then answer.value else '[]' end) as one (value) on true
    where survey_id = :survey and answer.key <> all(cast(:texts as text[]))
    group by 1, 2, channel
    """
)
_TEXTS = text(
    """
    select question.code, said.words
    from unnest(cast(:texts as text[])) as question (code) cross join lateral (
      select answers ->> question.code as words from sheets
      where survey_id = :survey and answers ->> question.code is not null
      order by id desc
      limit :most
    ) as said
    """
)


async def tally(session: AsyncSession, survey_id: UUID, texts: Sequence[str], most_texts: int) -> Tally:
    """Counts a survey's sheets; `texts` are the questions answered in own words, read `most_texts` of each."""
    sheets = (await sheets_counted(session, [survey_id]))[survey_id]
    answered: dict[str, dict[Channel, int]] = defaultdict(dict)
    for code, channel, people in await session.execute(_ANSWERED, {"survey": survey_id}):
        answered[code][channel] = people
    given: dict[str, dict[str, ByChannel]] = defaultdict(dict)
    for code, answer, channel, people in await session.execute(
        _GIVEN, {"survey": survey_id, "texts": list(texts)}
    ):
        given[code][answer] = {**given[code].get(answer, {}), channel: people}
    return Tally(sheets, answered, given, await _texts(session, survey_id, texts, most_texts))


async def _texts(
    session: AsyncSession, survey_id: UUID, texts: Sequence[str], most: int
) -> dict[str, list[str]]:
    said: dict[str, list[str]] = defaultdict(list)
    if most:
        found = await session.execute(_TEXTS, {"survey": survey_id, "texts": list(texts), "most": most})
        for code, words in found:
            said[code].append(words)
    return said
