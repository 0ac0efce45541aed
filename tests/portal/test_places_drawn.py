"""What is drawn and said of places, by numbers alone: the map, the facades, the opening hours."""

from datetime import datetime
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.portal.center.hours import now_said, week_said
from services.portal.center.model import Center, OnDate, Span
from services.portal.organisations.model import OrganisationLine
from services.portal.places.drawing import WIDTH, draw, number_of
from services.portal.places.facade import HouseWindows, facade, street
from services.portal.places.model import Entrance, by_address, state_of
from services.portal.wording.language import language
from shared.kit.ids import new_id

RUSSIAN = language("ru")


def plain(text: str) -> str:
    return text.replace("\N{NO-BREAK SPACE}", " ")


def a_center(*exceptions: OnDate, closes: str = "20:00") -> Center:
    week = [Span(weekday=day, opens="10:00", closes=closes) for day in (1, 2, 3, 4, 5)]
    return Center(id=new_id(), name="x", host="library", address="y", hours=week, exceptions=list(exceptions))


@pytest.mark.parametrize(
    ("at", "said"),
    [
        ("2026-11-26T18:59", "Сегодня открыто до 20:00"),
        ("2026-11-26T10:00", "Сегодня открыто до 20:00"),
        ("2026-11-26T09:59", "Закрыто, откроется сегодня в 10:00"),
        ("2026-11-26T20:00", "Закрыто, откроется завтра в 10:00"),
        ("2026-11-27T21:00", "Закрыто, откроется в понедельник в 10:00"),
        ("2026-12-31T12:00", "Закрыто, откроется завтра в 10:00"),
        ("2026-12-30T14:30", "Сегодня открыто до 15:00"),
        ("2026-12-30T15:30", "Закрыто, откроется в пятницу в 10:00"),
    ],
)
def test_open_or_closed_is_said_as_people_say_it(at: str, said: str) -> None:
    unusual = (
        OnDate.model_validate({"on": "2026-12-31"}),
        OnDate.model_validate({"on": "2026-12-30", "opens": "10:00", "closes": "15:00"}),
    )
    found = now_said(RUSSIAN, a_center(*unusual), datetime.fromisoformat(f"{at}+03:00"))
    assert found is not None
    assert plain(found.said) == said
    assert found.is_open == said.startswith("Сегодня")


def test_a_center_without_hours_says_nothing_and_a_closed_one_promises_nothing() -> None:
    silent = Center(id=new_id(), name="x", host="library", address="y")
    at = datetime.fromisoformat("2026-11-26T12:00+03:00")
    assert now_said(RUSSIAN, silent, at) is None
    gone = silent.model_copy(update={"exceptions": [OnDate.model_validate({"on": "2026-11-26"})]})
    found = now_said(RUSSIAN, gone, at)
    assert found is not None
    assert found.said == "Закрыто"


def test_days_that_are_alike_stand_in_one_line() -> None:
    assert week_said(RUSSIAN, a_center(closes="24:00")) == [
        ("понедельник – пятница", "10:00–24:00"),
        ("суббота – воскресенье", "закрыто"),
    ]


def house(flats: int, storeys: int | None, lit: list[int], *entrances: tuple[int, int]) -> HouseWindows:
    known = [Entrance(number=at, first_flat=one[0], last_flat=one[1]) for at, one in enumerate(entrances, 1)]
    return HouseWindows(
        house_id=UUID(int=1),
        address="x",
        flats=flats,
        storeys=storeys,
        entrances=known,
        lit=len(lit),
        lit_flats=lit,
    )


@given(
    st.integers(1, 400), st.none() | st.integers(1, 30), st.sets(st.integers(1, 400), max_size=20), st.integers(0, 400)
)  # fmt: skip
def test_every_lit_flat_of_a_house_is_drawn_inside_of_it_once(
    flats: int, storeys: int | None, lit: set[int], split: int
) -> None:
    known = sorted(one for one in lit if one <= flats)
    spans = [(1, split), (split + 1, flats)] if 0 < split < flats else []
    drawn = facade(house(flats, storeys, known, *spans), 9)
    panes = [part for part in drawn.lit.split("M") if part]
    assert len(set(panes)) == len(known)
    for pane in panes:
        x, y = map(int, pane.partition("h")[0].split())
        assert 0 < x <= drawn.width - drawn.pane
        assert 0 < y <= drawn.height - drawn.tall


def test_ten_thousand_flats_stay_a_small_picture() -> None:
    drawn = street([house(200, 10, list(range(1, 41))) for _ in range(50)])
    assert sum(len(one.rows) + len(one.rows_inside) + len(one.lit) for one in drawn) < 60_000
    assert max(one.width for one in drawn) < 300


def test_houses_on_one_spot_are_drawn_side_by_side() -> None:
    point = {"type": "Point", "coordinates": [37.6, 55.7]}
    features = [
        {
            "id": str(new_id()),
            "geometry": point,
            "properties": {"kind": "house", "address": f"ул. Мира, {at}"},
        }
        for at in range(3)
    ]
    drawn = draw(features, {})
    assert len({(one.x, one.y) for one in drawn.spots}) == 3
    assert all(0 < one.x < WIDTH for one in drawn.spots)


def test_north_is_up_and_east_is_right() -> None:
    places = {"a": [37.60, 55.70], "b": [37.61, 55.71]}
    features = [
        {"id": str(UUID(int=at)), "geometry": {"type": "Point", "coordinates": at_},
         "properties": {"kind": "house", "address": name}}
        for at, (name, at_) in enumerate(places.items())
    ]  # fmt: skip
    spots = {one.address: one for one in draw(features, {}).spots}
    assert spots["b"].x > spots["a"].x
    assert spots["b"].y < spots["a"].y


@pytest.mark.parametrize(
    ("address", "number"),
    [("ул. Садовая, 14", "14"), ("ул. Мира, 21, корп. 2", "21к2"), ("Садовая 7", "Садовая7"), ("", "")],
)
def test_a_house_is_labelled_by_its_number(address: str, number: str) -> None:
    assert number_of(address) == number


def test_house_eight_comes_before_house_ten() -> None:
    assert sorted(["Мира, 10", "Мира, 8", "Зелёная, 9"], key=by_address) == [
        "Зелёная, 9",
        "Мира, 8",
        "Мира, 10",
    ]


@pytest.mark.parametrize(
    ("kinds", "state"),
    [
        ([], "none"),
        (["council_mkd"], "council"),
        (["tszh", "council_house"], "organisation"),
        (["tos"], "none"),
    ],
)
def test_a_house_is_organised_by_its_owners_union_or_its_council(kinds: list[str], state: str) -> None:
    assert state_of([_organisation(kind) for kind in kinds]) == state
    dissolved = [_organisation(kind, "dissolved") for kind in kinds]
    assert state_of(dissolved) == "none"


def _organisation(kind: str, state: str = "active") -> OrganisationLine:
    return OrganisationLine(
        id=new_id(), kind=kind, form="residents", community="place", name="x", state=state
    )
