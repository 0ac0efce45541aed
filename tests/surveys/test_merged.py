"""Two residents turned out to be one: one sheet a survey, and two again when that was wrong."""

from collections.abc import Awaitable, Callable
from uuid import UUID

import orjson
import pytest

from shared.contracts.registry import MergeUndoneV1, ResidentErasedV1, ResidentMergedV1
from shared.kit.ids import new_id
from shared.testing.polling import Eventually
from shared.testing.running import Tell
from tests.surveys.conftest import Desk, Join, Rows

Merges = Callable[[UUID, UUID], Awaitable[Callable[[], Awaitable[None]]]]


@pytest.fixture
def merges(told: Tell, eventually: Eventually, rows: Rows, center: UUID) -> Merges:
    """`undo = await merges(gone, kept)`, and `await undo()`."""

    async def heard(fact: ResidentMergedV1 | MergeUndoneV1) -> None:
        fact_id = await told(fact, center)
        await eventually(lambda: rows("select 1 from inbox where event_id = $1", fact_id))

    async def merged(gone: UUID, kept: UUID) -> Callable[[], Awaitable[None]]:
        ids = {"merge_id": new_id(), "resident_id": gone, "kept_id": kept}
        await heard(ResidentMergedV1(**ids))

        async def undo() -> None:
            await heard(MergeUndoneV1(**ids))

        return undo

    return merged


async def whole(rows: Rows) -> dict[str, list[bytes]]:
    """Everything that the service knows of the center's people and their sheets."""
    found = {}
    for table in ("sheets", "answered", "residents"):
        read = [orjson.loads(row["row"]) for row in await rows(f"select to_jsonb(t) as row from {table} t")]
        found[table] = sorted(orjson.dumps(row, option=orjson.OPT_SORT_KEYS) for row in read)
    return found


async def counted(desk: Desk, survey: str) -> int:
    answer = await desk.manager.get(f"{desk.surveys}/{survey}/results")
    total: int = answer.json()["sheets"]["total"]
    return total


async def test_a_person_who_answered_twice_counts_once_by_the_first_answer(
    desk: Desk, joined: Join, merges: Merges, rows: Rows
) -> None:
    survey, gone, kept = await desk.opened(), await joined(), await joined()
    await desk.answer(survey, desk.resident(gone), answers={"want": ["lamp"], "words": "Темно"})
    await desk.answer(survey, desk.resident(kept), answers={"want": ["bench"]})
    assert await counted(desk, survey) == 2
    undo = await merges(gone, kept)
    (sheet,) = await rows("select resident_id, answers from sheets")
    assert (sheet["resident_id"], orjson.loads(sheet["answers"])["want"]) == (kept, ["lamp"])
    assert await counted(desk, survey) == 1
    await undo()
    assert await counted(desk, survey) == 2


async def test_undoing_brings_back_exactly_what_was(
    desk: Desk, joined: Join, merges: Merges, rows: Rows
) -> None:
    gone, kept = await joined(), await joined()
    for survey in (await desk.opened(), await desk.opened(anonymous=True)):
        await desk.answer(survey, desk.resident(kept))
        await desk.answer(survey, desk.resident(gone), answers={"want": ["lamp"], "mood": 4, "words": "«Ё»"})
    alone = await desk.opened()
    await desk.answer(alone, desk.resident(gone))
    before = await whole(rows)
    undo = await merges(gone, kept)
    assert await whole(rows) != before
    await undo()
    assert await whole(rows) == before
    assert await rows("select 1 from merge_moves") == []


async def test_whoever_was_merged_has_answered(desk: Desk, joined: Join, merges: Merges) -> None:
    gone, kept = await joined(), await joined()
    for survey in (await desk.opened(), await desk.opened(anonymous=True)):
        await desk.answer(survey, desk.resident(gone))
    await merges(gone, kept)
    surveys = (await desk.manager.get(desk.surveys)).json()["items"]
    for survey in surveys:
        assert (await desk.answer(survey["id"], desk.resident(kept))).status_code == 409


async def test_whoever_holds_a_token_of_the_gone_one_answers_nothing(
    desk: Desk, joined: Join, merges: Merges
) -> None:
    survey, gone, kept = await desk.opened(), await joined(), await joined()
    await merges(gone, kept)
    assert (await desk.answer(survey, desk.resident(gone))).status_code in (404, 422)
    assert (await desk.answer(survey, desk.resident(kept))).status_code == 201


async def test_erasing_forgets_the_journal(
    desk: Desk, joined: Join, merges: Merges, rows: Rows, told: Tell, eventually: Eventually, center: UUID
) -> None:
    survey, gone, kept = await desk.opened(), await joined(), await joined()
    for person in (gone, kept):
        await desk.answer(survey, desk.resident(person), answers={"want": ["lamp"], "words": "Канарейка"})
    await merges(gone, kept)
    erased = [await told(ResidentErasedV1(resident_id=person), center) for person in (kept, gone)]
    await eventually(lambda: rows("select 1 from inbox where event_id = $1", erased[-1]))
    assert await rows("select 1 from merge_moves") == []
    (sheet,) = await rows("select resident_id, answers from sheets")
    assert (sheet["resident_id"], "Канарейка" in sheet["answers"]) == (None, False)
