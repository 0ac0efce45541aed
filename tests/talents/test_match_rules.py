"""A match is agreed by both sides and by nobody else."""

from datetime import UTC, datetime

import pytest

from services.talents.matches.errors import AlreadyAccepted, AlreadyProposed, MatchOver, NotAgreed
from services.talents.matches.model import Match, MatchState
from shared.contracts.talents import Side
from shared.kit.ids import new_id

TODAY = datetime(2026, 3, 2, 9, tzinfo=UTC)


def make_match(state: MatchState = "found") -> Match:
    match = Match(state="found", asking_id=new_id(), helping_id=new_id())
    if state != "found":
        match.propose(TODAY)
    if state in ("agreed", "completed"):
        match.accept("asking", TODAY)
        match.accept("helping", TODAY)
    if state == "completed":
        match.complete(TODAY)
    if state == "declined":
        match.decline("helping", TODAY)
    return match


@pytest.mark.parametrize("first", ["asking", "helping"])
def test_both_sides_make_it_agreed_in_either_order(first: Side) -> None:
    match = make_match("proposed")
    assert not match.accept(first, TODAY)
    assert match.state == "proposed"
    assert match.accept("helping" if first == "asking" else "asking", TODAY)
    assert (match.state, match.agreed_at) == ("agreed", TODAY)


def test_one_side_cannot_agree_for_two() -> None:
    match = make_match("proposed")
    match.accept("helping", TODAY)
    with pytest.raises(AlreadyAccepted):
        match.accept("helping", TODAY)
    assert match.state == "proposed"


def test_what_was_only_found_is_proposed_by_the_side_that_accepts_it() -> None:
    match = make_match("found")
    match.accept("asking", TODAY)
    assert (match.state, match.proposed_at) == ("proposed", TODAY)
    assert match.accepted_by("asking")
    assert not match.accepted_by("helping")


def test_a_match_is_proposed_once() -> None:
    for state in ("proposed", "agreed"):
        with pytest.raises(AlreadyProposed):
            make_match(state).propose(TODAY)


@pytest.mark.parametrize("state", ["completed", "declined"])
def test_nothing_happens_to_a_match_that_is_over(state: MatchState) -> None:
    match = make_match(state)
    with pytest.raises(MatchOver):
        match.propose(TODAY)
    with pytest.raises(MatchOver):
        match.accept("asking", TODAY)
    with pytest.raises(MatchOver):
        match.decline("asking", TODAY)
    with pytest.raises(MatchOver):
        match.complete(TODAY)
    assert match.state == state


@pytest.mark.parametrize("state", ["found", "proposed", "agreed"])
def test_either_side_may_decline_until_help_was_given(state: MatchState) -> None:
    match = make_match(state)
    match.decline("helping", TODAY)
    assert (match.state, match.declined_by) == ("declined", "helping")


@pytest.mark.parametrize("state", ["found", "proposed"])
def test_help_is_not_given_before_both_agreed(state: MatchState) -> None:
    match = make_match(state)
    with pytest.raises(NotAgreed):
        match.complete(TODAY)
    assert match.state == state


def test_agreed_help_is_completed() -> None:
    match = make_match("agreed")
    match.complete(TODAY)
    assert (match.state, match.closed_at) == ("completed", TODAY)


def test_a_side_is_known_by_its_resident_and_strangers_have_none() -> None:
    match = make_match()
    assert match.side_of(match.asking_id) == "asking"
    assert match.side_of(match.helping_id) == "helping"
    assert match.side_of(new_id()) is None
