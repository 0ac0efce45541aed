"""A need is met, or closed with a reason, once; an offer stands until it is withdrawn."""

from datetime import UTC, datetime

import pytest

from services.talents.needs.errors import NeedAgreedUpon, NeedClosed
from services.talents.needs.model import Need, NeedState
from services.talents.offers.errors import OfferWithdrawn
from services.talents.offers.model import Offer

TODAY = datetime(2026, 3, 2, 9, tzinfo=UTC)


def make_need(state: NeedState = "open") -> Need:
    return Need(state=state, candidates=2, skill="plumbing", free=["weekend"], details="")


def make_offer() -> Offer:
    return Offer(state="standing", skill="plumbing", free=["weekend"], details="")


@pytest.mark.parametrize("state", ["open", "agreed"])
def test_a_need_is_closed_with_its_reason(state: NeedState) -> None:
    need = make_need(state)
    need.close("too_far", TODAY)
    assert (need.state, need.reason, need.closed_at, need.candidates) == ("unmet", "too_far", TODAY, 0)


@pytest.mark.parametrize("state", ["met", "unmet"])
def test_a_closed_need_refuses_everything(state: NeedState) -> None:
    need = make_need(state)
    with pytest.raises(NeedClosed):
        need.close("withdrawn", TODAY)
    with pytest.raises(NeedClosed):
        need.agree()
    with pytest.raises(NeedClosed):
        need.look_again()
    with pytest.raises(NeedClosed):
        need.meet(TODAY)
    with pytest.raises(NeedClosed):
        need.change("sewing", None, None)
    assert need.state == state


def test_an_agreed_need_agrees_with_nobody_else() -> None:
    need = make_need()
    need.agree()
    assert (need.state, need.candidates) == ("agreed", 0)
    with pytest.raises(NeedAgreedUpon):
        need.agree()
    with pytest.raises(NeedAgreedUpon):
        need.change("sewing", None, None)


def test_a_need_whose_helper_fell_out_is_open_again() -> None:
    need = make_need("agreed")
    need.look_again()
    assert need.state == "open"


def test_only_another_skill_or_time_asks_for_other_neighbors() -> None:
    assert make_need().change("sewing", None, None)
    assert make_need().change(None, None, ["weekday_morning"])
    assert not make_need().change(None, "кран на кухне", None)
    assert not make_need().change("plumbing", None, ["weekend"])


def test_what_is_not_named_stays() -> None:
    offer = make_offer()
    offer.change(None, "есть инструмент", None)
    assert (offer.skill, offer.details, offer.free) == ("plumbing", "есть инструмент", ["weekend"])


def test_times_can_be_taken_back() -> None:
    offer = make_offer()
    assert offer.change(None, None, [])
    assert offer.free == []


def test_a_withdrawn_offer_neither_changes_nor_is_withdrawn_again() -> None:
    offer = make_offer()
    offer.withdraw()
    with pytest.raises(OfferWithdrawn):
        offer.withdraw()
    with pytest.raises(OfferWithdrawn):
        offer.change("sewing", None, None)
    with pytest.raises(OfferWithdrawn):
        offer.must_stand()
