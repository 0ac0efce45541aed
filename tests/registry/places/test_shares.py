"""Shares are exact: nothing is lost however a flat is divided, and what does not add up is seen."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.registry.places.owners.model import MOST_PARTS, ShareWrong, owned, read_share, shares_of

PARTS = st.lists(st.integers(1, 50), min_size=1, max_size=20)


@pytest.mark.parametrize(
    ("typed", "share"),
    [
        ("1/2", "1/2"),
        (" 2 / 4 ", "1/2"),
        ("0,25", "1/4"),
        ("1", "1"),
        (0.1, "1/10"),
        ("0.333333", "333333/1000000"),
    ],
)
def test_a_share_is_read_as_people_write_it(typed: str | float, share: str) -> None:
    assert read_share(typed) == Fraction(share)


@pytest.mark.parametrize(
    "typed", ["0", "-1/2", "3/2", "1.01", "1/0", "", "половина", "1e-3", "1/1000001", "½", "1_0"]
)
def test_what_is_no_share_is_refused(typed: str) -> None:
    with pytest.raises(ShareWrong):
        read_share(typed)


@given(PARTS, st.randoms())
def test_a_whole_divided_into_any_parts_is_whole_in_any_order(parts: list[int], random: object) -> None:
    shares = [Fraction(part, sum(parts)) for part in parts]
    random.shuffle(shares)  # type: ignore[attr-defined]  # hypothesis gives a Random
    found = shares_of(shares)
    assert (found.state, found.conflict, found.total) == ("whole", False, "1")


@given(PARTS)
def test_one_part_less_or_one_more_is_a_conflict(parts: list[int]) -> None:
    shares = [Fraction(part, sum(parts)) for part in parts]
    short, over = shares_of(shares[1:]), shares_of([*shares, Fraction(1, MOST_PARTS)])
    assert short.state == ("short" if len(parts) > 1 else "none")
    assert (over.state, over.conflict) == ("over", True)


@given(st.fractions(min_value=0, max_value=3, max_denominator=MOST_PARTS))
def test_every_fraction_of_a_whole_is_read_back_as_it_was_written(share: Fraction) -> None:
    if 0 < share <= 1:
        assert read_share(str(share)) == share
    else:
        with pytest.raises(ShareWrong):
            read_share(str(share))


@given(PARTS, st.decimals(min_value="0.01", max_value="9999999.99", places=2))
def test_the_parts_of_an_area_come_to_the_area_but_for_rounding(parts: list[int], area: Decimal) -> None:
    pieces = sum((owned(area, Fraction(part, sum(parts))) for part in parts), Decimal(0))
    assert abs(pieces - area) <= Decimal("0.005") * len(parts)


def test_nobody_owns_more_than_there_is() -> None:
    assert owned(Decimal("54.30"), Fraction(7, 6)) == Decimal("54.30")
    assert owned(Decimal("54.30"), Fraction(1, 3)) == Decimal("18.10")
