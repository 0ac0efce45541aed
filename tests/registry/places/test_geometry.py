"""GeoJSON is taken as people draw it, and refused with words that say what to mend."""

from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from services.registry.places.geometry.model import MOST_POSITIONS, GeometryWrong, positions_of, read_geometry

SQUARE = [[37.60, 55.75], [37.61, 55.75], [37.61, 55.76], [37.60, 55.76], [37.60, 55.75]]
POLYGON = {"type": "Polygon", "coordinates": [SQUARE]}
ANY = ("Point", "LineString", "MultiLineString", "Polygon", "MultiPolygon")


def refused(value: object, *kinds: Any) -> str:  # Any: kinds of geometry
    with pytest.raises(GeometryWrong) as wrong:
        read_geometry(value, kinds or ANY)
    return wrong.value.code


def test_a_polygon_is_kept_as_it_was_drawn() -> None:
    assert read_geometry(POLYGON, ["Polygon"]) == POLYGON


def test_a_feature_is_taken_for_its_geometry_and_heights_are_left_out() -> None:
    feature = {"type": "Feature", "geometry": {"type": "Point", "coordinates": [37.6, 55.7, 150]}}
    assert read_geometry(feature, ["Point"]) == {"type": "Point", "coordinates": [37.6, 55.7]}


def test_an_open_contour_is_refused() -> None:
    assert refused({"type": "Polygon", "coordinates": [SQUARE[:-1]]}) == "geometry.ring-open"


def test_a_contour_without_an_area_is_refused() -> None:
    line = [[37.6, 55.7], [37.7, 55.8], [37.8, 55.9], [37.6, 55.7]]
    assert refused({"type": "Polygon", "coordinates": [line]}) == "geometry.ring-flat"
    assert refused({"type": "Polygon", "coordinates": [[SQUARE[0]] * 4]}) == "geometry.ring-short"


def test_latitude_before_longitude_is_noticed() -> None:
    assert refused({"type": "Point", "coordinates": [55.75, 37.61]}) == "geometry.order"
    assert refused({"type": "Point", "coordinates": [43.1, 131.9]}) == "geometry.bounds"


@pytest.mark.parametrize(
    ("value", "code"),
    [
        ("POINT (37 55)", "type"),
        ({"type": "Circle", "coordinates": [1, 2]}, "type"),
        ({"type": "Point"}, "coordinates"),
        ({"type": "Point", "coordinates": ["37.6", "55.7"]}, "position"),
        ({"type": "Point", "coordinates": [True, False]}, "position"),
        ({"type": "Point", "coordinates": [float("nan"), 55.7]}, "position"),
        ({"type": "Point", "coordinates": [181, 55.7]}, "bounds"),
        ({"type": "LineString", "coordinates": [[37.6, 55.7]]}, "line"),
        ({"type": "Polygon", "coordinates": []}, "coordinates"),
        ({"type": "Polygon", "coordinates": SQUARE}, "coordinates"),
        ({"type": "Feature", "geometry": None}, "type"),
    ],
)
def test_what_is_no_geometry_is_refused(value: object, code: str) -> None:
    assert refused(value) == f"geometry.{code}"


def test_a_kind_that_does_not_belong_here_is_refused() -> None:
    assert refused(POLYGON, "Point") == "geometry.type"


def test_too_many_points_are_refused() -> None:
    ring = [[37 + at / 1e5, 55.0 + (at % 7) / 1e3] for at in range(MOST_POSITIONS + 5)]
    assert refused({"type": "LineString", "coordinates": ring}) == "geometry.size"
    halves = {"type": "MultiLineString", "coordinates": [ring[:1500], ring[:1500]]}
    assert refused(halves) == "geometry.size"


NESTED = st.recursive(
    st.one_of(st.none(), st.booleans(), st.integers(), st.floats(), st.text(max_size=5)),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=4), inner, max_size=3),
    max_leaves=20,
)


@settings(suppress_health_check=[HealthCheck.too_slow])
@given(kind=st.sampled_from(ANY), coordinates=NESTED)
def test_whatever_is_sent_is_read_or_refused_in_words(kind: str, coordinates: object) -> None:
    try:
        found = read_geometry({"type": kind, "coordinates": coordinates}, ANY)  # type: ignore[arg-type]  # all kinds
    except GeometryWrong as wrong:
        found = {"coordinates": [[0.0, 0.0]] if wrong.said else [[999.0, 0.0]]}
    assert all(-180 <= east <= 180 and -90 <= north <= 90 for east, north in positions_of(found))
