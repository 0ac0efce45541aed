"""Two residents turned out to be one: told once, and two again when that was wrong."""

from uuid import UUID

import orjson

from shared.contracts.events import EventCancelledV1, EventPlannedV1, RegistrationMadeV1
from shared.contracts.registry import MergeUndoneV1, ResidentErasedV1, ResidentMergedV1
from shared.contracts.surveys import AnswerGivenV1, SurveyClosedV1
from shared.kit.ids import new_id
from tests.notifications.conftest import Desk
from tests.notifications.test_reactions import STARTS

TABLES = (
    "residents", "preferences", "messages", "deliveries", "calls", "matches", "gatherings", "signed_up", "answered",
)  # fmt: skip


async def merged(desk: Desk, gone: UUID, kept: UUID) -> MergeUndoneV1:
    """The service has heard of the merge; what is answered would undo it."""
    fact = ResidentMergedV1(resident_id=gone, kept_id=kept, merge_id=new_id())
    await desk.has_heard(await desk.told(fact))
    return MergeUndoneV1(merge_id=fact.merge_id, resident_id=gone, kept_id=kept)


async def whole(desk: Desk) -> dict[str, list[bytes]]:
    """Everything that the service knows of the center's people."""
    found = {}
    for table in TABLES:
        rows = await desk.driver.fetch(f"select to_jsonb(t) as row from {table} t")
        read = [orjson.loads(row["row"]) for row in rows]
        found[table] = sorted(orjson.dumps(row, option=orjson.OPT_SORT_KEYS) for row in read)
    return found


async def a_cancelled_event(desk: Desk, *people: UUID) -> None:
    """Everybody had signed up, and is told that it will not be."""
    event = new_id()
    planned = EventPlannedV1(
        event_id=event,
        kind="club",
        starts_at=STARTS,
        organiser_id=None,
        match_id=None,
        resident_led=False,
    )
    await desk.told(planned)
    for person in people:
        made = RegistrationMadeV1(
            registration_id=new_id(), event_id=event, resident_id=person, waiting=False, channel="web"
        )
        await desk.has_heard(await desk.told(made))
    await desk.has_heard(await desk.told(EventCancelledV1(event_id=event)))


async def test_what_either_was_told_is_read_by_the_one_and_once(desk: Desk) -> None:
    gone, kept = new_id(), new_id()
    await desk.prefers(gone, "phone")
    await a_cancelled_event(desk, gone, kept)
    await a_cancelled_event(desk, gone)
    undone = await merged(desk, gone, kept)
    assert await desk.codes(kept) == ["event_cancelled", "event_cancelled"]
    assert {call["resident_id"] for call in await desk.calls()} == {str(kept)}
    await desk.has_heard(await desk.told(undone))
    assert await desk.codes(kept) == ["event_cancelled"]
    assert await desk.codes(gone) == ["event_cancelled", "event_cancelled"]


async def test_undoing_brings_back_exactly_what_was(desk: Desk) -> None:
    gone, kept = new_id(), new_id()
    await desk.prefers(gone, "phone", "en")
    await desk.prefers(kept, "site")
    await a_cancelled_event(desk, gone, kept)
    await a_cancelled_event(desk, gone)
    # both are known here before, as after their joining
    await desk.driver.execute(
        "insert into residents (center_id, id) select $1, unnest($2::uuid[])", desk.center, [gone, kept]
    )
    before = await whole(desk)
    undone = await merged(desk, gone, kept)
    assert await whole(desk) != before
    await desk.has_heard(await desk.told(undone))
    assert await whole(desk) == before
    assert await desk.driver.fetch("select 1 from merge_moves") == []


async def test_of_two_wishes_the_kept_ones_stay_and_a_lonely_wish_follows(desk: Desk) -> None:
    gone, kept, third = new_id(), new_id(), new_id()
    await desk.prefers(gone, "phone")
    await desk.prefers(kept, "site")
    await merged(desk, gone, kept)
    await merged(desk, kept, third)
    (row,) = await desk.driver.fetch("select resident_id, way from preferences")
    assert (row["resident_id"], row["way"]) == (third, "site")


async def test_a_fact_that_comes_late_reaches_the_one_who_is_kept(desk: Desk) -> None:
    gone, kept, survey = new_id(), new_id(), new_id()
    await merged(desk, gone, kept)
    answered = AnswerGivenV1(sheet_id=new_id(), survey_id=survey, resident_id=gone, channel="paper")
    await desk.has_heard(await desk.told(answered))
    await desk.told(SurveyClosedV1(survey_id=survey, questionnaire="help", sheets=1))
    await desk.is_told(kept, "survey_closed")
    assert await desk.codes(gone) == []


async def test_erasing_forgets_the_journal(desk: Desk) -> None:
    gone, kept = new_id(), new_id()
    await a_cancelled_event(desk, gone, kept)
    await merged(desk, gone, kept)
    for person in (kept, gone):
        await desk.has_heard(await desk.told(ResidentErasedV1(resident_id=person)))
    for table in ("merge_moves", "messages", "deliveries", "calls", "signed_up"):
        assert await desk.driver.fetch(f"select 1 from {table}") == [], table
