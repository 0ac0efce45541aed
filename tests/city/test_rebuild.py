"""Heard again from the first fact on, over the real bus, the city is what it was."""

from collections.abc import Awaitable, Callable

from deploy.rebuild import rebuild
from shared.contracts.registry import (
    CenterOpenedV1,
    MembershipBegunV1,
    OrganisationFormedV1,
    ResidentErasedV1,
    ResidentJoinedV1,
)
from shared.contracts.talents import NeedMetV1, NeedStatedV1, OfferMadeV1
from shared.kit.ids import new_id
from shared.testing.polling import PATIENCE, Eventually
from shared.testing.running import NODE, Running, Tell
from shared.testing.running import City as CityOfTests
from shared.testing.servers import Servers
from tests.city.conftest import City

PEOPLE = 12


async def a_few_facts(told: Tell) -> int:
    """How many facts were told."""
    center = new_id()
    await told(CenterOpenedV1(center_id=center, host="library"), center)
    people = [new_id() for _ in range(PEOPLE)]
    for person in people:
        joined = {
            "resident_id": person,
            "house_id": None,
            "premises_id": None,
            "adult": True,
            "channel": "web",
        }
        need = NeedStatedV1(need_id=new_id(), resident_id=person, skill="pets", channel="web")
        await told(ResidentJoinedV1.model_validate(joined), center)
        await told(need, center)
        await told(NeedMetV1(need_id=need.need_id, resident_id=person, match_id=new_id()), center)
        await told(OfferMadeV1(offer_id=new_id(), resident_id=person, skill="pets", channel="web"), center)
    council = new_id()
    formed = {"organisation_id": council, "kind": "tos", "scale": "yard", "house_ids": [new_id(), new_id()]}
    await told(OrganisationFormedV1.model_validate({**formed, "active_since": "2026-02-01"}), center)
    for person in people[:2]:
        begun = {
            "membership_id": new_id(),
            "organisation_id": council,
            "resident_id": person,
            "role": "chair",
        }
        await told(MembershipBegunV1.model_validate({**begun, "since": "2026-02-01"}), center)
    await told(ResidentErasedV1(resident_id=people[0]), center)
    return 4 * PEOPLE + 5


async def heard(city: City) -> int:
    found = await city.rows("select facts from heard")
    return int(found[0].facts) if found else 0


async def test_rebuilt_by_replay_the_city_has_the_same_digest(
    running: Running,
    told: Tell,
    city: City,
    eventually: Eventually,
    city_of_tests: CityOfTests,
    servers: Servers,
    worker: str,
    database_of: Callable[[str], Awaitable[str]],
) -> None:
    admin, dsn = city_of_tests.databases.as_admin("city"), await database_of("city")

    async def heard_again() -> None:
        await rebuild(admin, dsn, servers.nats_of(worker), servers.monitor, NODE, lambda _: None, PATIENCE)

    async with running("city", fresh=True):
        await heard_again()  # what other tests have told on this stream is known from here on
        before = await heard(city)
        number = await a_few_facts(told)

        async def all_heard() -> bool:
            return await heard(city) == before + number

        await eventually(all_heard)
        live = await city.digest()
        await heard_again()
    assert await heard(city) == before + number
    assert await city.digest() == live
