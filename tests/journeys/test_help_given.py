"""The whole chain, by two centers at once: asked, answered, matched, helped, told, counted, and nothing seen across."""

import asyncio
from uuid import UUID

from shared.kit.ids import new_id
from shared.testing.polling import eventually
from tests.journeys.neighborhood import Neighborhood
from tests.journeys.running_city import Json, RunningCity

HELPS = {"sides": ["offer"], "offers": ["plumbing"], "offers_when": ["weekday_evening"], "consent_bank": True}


async def test_help_is_asked_for_found_given_and_counted(running_city: RunningCity) -> None:
    marks = [str(new_id().int % 10_000_000) for _ in range(2)]
    first, second = await asyncio.gather(
        Neighborhood.open(running_city, "library", marks[0]),
        Neighborhood.open(running_city, "school", marks[1]),
    )
    await asyncio.gather(walk(first), walk(second))
    await nothing_is_seen_across(first, second)


async def walk(here: Neighborhood) -> None:
    """The chain of one center."""
    helper, asking_id = await here.settle()
    survey = await here.ask()
    await helper.person.post(
        here.path("surveys", f"surveys/{survey}/answers"), {"answers": HELPS}, expect=201
    )
    await here.until_known(survey, _paper(asking_id, here.mark))
    match = await agreed(here, asking_id)
    event = await here.plan_event(match["id"])
    for resident in (helper.id, asking_id):
        await came(here, event, resident)
    await here.manager.post(here.path("talents", f"matches/{match['id']}/complete"))
    await here.manager.post(here.path("surveys", f"surveys/{survey}/close"))
    await told(here, helper.id, "survey_closed")
    await told(here, asking_id, "survey_closed")
    results = await here.manager.get(here.path("surveys", f"surveys/{survey}/results"))
    assert results["sheets"]["total"] == 2
    await counted(here)


async def agreed(here: Neighborhood, asking_id: UUID) -> Json:
    """Both sheets became an offer and a need; the match is proposed, one says yes on the web, one by phone."""
    need = await here.only(here.path("talents", f"needs?resident_id={asking_id}"), skill="plumbing")
    match = await here.only(here.path("talents", f"needs/{need['id']}/matches"), skill="plumbing")
    assert match["reasons"], match
    path = here.path("talents", f"matches/{match['id']}")
    await here.manager.post(f"{path}/propose")
    helper = here.city.as_(here.city.token("resident", UUID(match["helping"]["resident_id"]), here.center))
    await told(here, UUID(match["helping"]["resident_id"]), "match_proposed_to_helping")
    await helper.post(f"{path}/accept")
    by_phone = {"side": "asking", "channel": "phone", "ground": "ответила по телефону соседки"}
    both = await here.manager.post(f"{path}/accept", by_phone)
    assert both["state"] == "agreed"
    return both


async def came(here: Neighborhood, event: str, resident: UUID) -> None:
    """Signed up by the manager, and was there."""
    registration = await here.manager.post(
        here.path("events", f"events/{event}/registrations"),
        {"resident_id": str(resident), "channel": "phone"},
    )
    attended = await here.manager.post(here.path("events", f"registrations/{registration['id']}/attend"))
    assert attended["attended_at"]


async def told(here: Neighborhood, resident: UUID, code: str) -> None:
    """A message of this kind has reached the resident's page."""

    async def arrived() -> bool:
        messages = await here.manager.get(here.path("notifications", f"residents/{resident}/messages"))
        return code in [message["code"] for message in messages["items"]]

    await eventually(arrived)


async def counted(here: Neighborhood) -> None:
    """The city has heard of the center, and hides what would speak of two people."""
    city = here.city.as_(here.city.token("city"))

    async def hides() -> bool:
        centers = (await city.get("/city/v1/centers"))["items"]
        row = next((one for one in centers if one["id"] == str(here.center)), None)
        assert row is not None, "the city has not heard of the center"
        assert row["residents"] == {"number": None, "hidden": True}, row
        return True

    await eventually(hides)


async def nothing_is_seen_across(first: Neighborhood, second: Neighborhood) -> None:
    """Neither the list nor a single thing of one center answers to the manager of the other."""
    foreign = [
        first.path("registry", "residents"),
        first.path("talents", "needs"),
        first.path("surveys", "surveys"),
        first.path("events", "events"),
    ]
    for path in foreign:
        await second.manager.get(path, expect=404)
    needs = (await first.manager.get(first.path("talents", "needs")))["items"]
    assert needs
    for need in needs:
        await second.manager.get(second.path("talents", f"needs/{need['id']}"), expect=404)


def _paper(asking_id: UUID, mark: str) -> Json:
    answers = {
        "sides": ["need"], "needs": ["plumbing"], "needs_when": ["weekday_evening"],
        "matters": f"Капает кран, тайна{mark}", "consent_bank": True,
    }  # fmt: skip
    return {"answers": answers, "channel": "paper", "resident_id": str(asking_id), "number": "1"}
