"""Whoever takes back the consent to be matched is matched no more, whatever arrives later."""

from typing import TYPE_CHECKING
from uuid import UUID

from shared.contracts.registry import ConsentGivenV1, ConsentWithdrawnV1
from shared.kit.ids import new_id
from shared.testing.polling import eventually
from tests.talents.test_reactions import items, needs_help, offers_help

if TYPE_CHECKING:
    from tests.talents.conftest import Neighborhood


def withdrawn(resident: UUID, purpose: str = "help_matching") -> ConsentWithdrawnV1:
    return ConsentWithdrawnV1.model_validate(
        {"consent_id": new_id(), "resident_id": resident, "purpose": purpose, "text_version": 1}
    )


def given(resident: UUID) -> ConsentGivenV1:
    return ConsentGivenV1(consent_id=new_id(), resident_id=resident, purpose="help_matching", text_version=1)


async def heard(neighborhood: "Neighborhood", fact: UUID) -> None:
    await eventually(lambda: neighborhood.sql("select 1 from inbox where event_id = $1", fact))


async def test_a_withdrawal_closes_offers_needs_and_what_hangs_on_them(neighborhood: "Neighborhood") -> None:
    match = await neighborhood.agreed()
    helper = UUID(match["helping"]["resident_id"])
    own_need = await neighborhood.need(helper, skill="music")
    await heard(neighborhood, await neighborhood.tell(withdrawn(helper), neighborhood.center))
    assert {offer["state"] for offer in await items(neighborhood, "offers")} == {"withdrawn"}
    needs = {need["id"]: need for need in await items(neighborhood, "needs")}
    assert (needs[own_need["id"]]["state"], needs[own_need["id"]]["reason"]) == ("unmet", "withdrawn")
    assert needs[match["need_id"]]["state"] == "open"
    assert [body["side"] for _, body in await neighborhood.facts("match.declined")] == ["helping"]


async def test_nothing_is_offered_or_asked_after_a_withdrawal_until_it_is_given_again(
    neighborhood: "Neighborhood",
) -> None:
    person = new_id()
    await heard(neighborhood, await neighborhood.tell(withdrawn(person), neighborhood.center))
    for what in ("offers", "needs"):
        refused = await neighborhood.resident(person).post(neighborhood.path(what), json={"skill": "music"})
        assert (refused.status_code, refused.json()["code"]) == (409, "resident.consent-withdrawn")
    await heard(neighborhood, await neighborhood.tell(given(person), neighborhood.center))
    await neighborhood.offer(person)
    await neighborhood.need(person, skill="music")


async def test_a_withdrawal_that_overtakes_an_earlier_sheet_wins(
    neighborhood: "Neighborhood",
) -> None:
    person = new_id()
    sheet = offers_help(person, ["phones"])
    await neighborhood.sql(
        "insert into heard_consents (center_id, resident_id, purpose, withdrawn_at)"
        " values ($1, $2, 'help_matching', now() + interval '1 hour') returning 1",
        neighborhood.center,
        person,
    )
    await heard(neighborhood, await neighborhood.tell(sheet, neighborhood.center))
    await heard(neighborhood, await neighborhood.tell(needs_help(person, ["music"]), neighborhood.center))
    assert await items(neighborhood, "offers") == []
    assert await items(neighborhood, "needs") == []


async def test_a_sheet_answered_after_the_withdrawal_is_a_new_consent(neighborhood: "Neighborhood") -> None:
    person = new_id()
    await heard(neighborhood, await neighborhood.tell(withdrawn(person), neighborhood.center))
    await heard(neighborhood, await neighborhood.tell(offers_help(person, ["phones"]), neighborhood.center))
    assert [offer["state"] for offer in await items(neighborhood, "offers")] == ["standing"]


async def test_whoever_wants_no_card_any_more_is_matched_no_more(neighborhood: "Neighborhood") -> None:
    person = new_id()
    await neighborhood.offer(person)
    await heard(neighborhood, await neighborhood.tell(withdrawn(person, "keep_card"), neighborhood.center))
    assert [offer["state"] for offer in await items(neighborhood, "offers")] == ["withdrawn"]
    sheet = await neighborhood.tell(offers_help(person, ["phones"]), neighborhood.center)
    await heard(neighborhood, sheet)
    refused = await neighborhood.resident(person).post(neighborhood.path("needs"), json={"skill": "music"})
    assert (refused.status_code, refused.json()["code"]) == (409, "resident.consent-withdrawn")
    assert "подбирать соседей" not in refused.json()["title"]  # a consent that this person never gave


async def test_another_purpose_or_person_changes_nothing(neighborhood: "Neighborhood") -> None:
    person = new_id()
    await neighborhood.offer(person)
    await heard(neighborhood, await neighborhood.tell(withdrawn(person, "photo"), neighborhood.center))
    await heard(neighborhood, await neighborhood.tell(withdrawn(new_id()), neighborhood.center))
    assert [offer["state"] for offer in await items(neighborhood, "offers")] == ["standing"]
