"""GeoJSON (RFC 7946) as people draw it: what is checked before a place is kept, and why it is refused."""

import math
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from typing import Any, Literal

from shared.kit.language import say

Geometry = dict[str, Any]  # Any: GeoJSON is JSON
Position = tuple[float, float]
Kind = Literal["Point", "LineString", "MultiLineString", "Polygon", "MultiPolygon"]

MOST_POSITIONS = 2000
_DIGITS = 7
"""A seventh digit of a degree is a centimetre; more is noise."""
_DEPTH: Mapping[str, int] = {
    "Point": 0,
    "LineString": 1,
    "MultiLineString": 2,
    "Polygon": 2,
    "MultiPolygon": 3,
}
# The mainland of Russia, from its south in Dagestan: what lies south of it is mostly a pair turned around.
_SOUTH, _NORTH = 41.0, 82.0


class GeometryWrong(ValueError):
    """The text is no geometry that can be drawn; `code` is stable, the words are for the person who drew it."""

    def __init__(self, code: str, said: str) -> None:
        super().__init__(said)
        self.code = f"geometry.{code}"
        self.said = said


def read_geometry(value: object, kinds: Sequence[Kind]) -> Geometry:
    """The geometry with its positions rounded and without heights; raises GeometryWrong.

    A Feature is taken for its geometry, because drawing tools save features.
    """
    if isinstance(value, Mapping) and value.get("type") == "Feature":
        value = value.get("geometry")
    if not isinstance(value, Mapping):
        raise GeometryWrong("type", "Нужен объект GeoJSON с полями type и coordinates")
    kind = value.get("type")
    if kind not in kinds:
        raise GeometryWrong("type", say("Здесь подходит только {kinds}", kinds=", ".join(kinds)))
    coordinates = _read(value.get("coordinates"), _DEPTH[str(kind)])
    found: Geometry = {"type": kind, "coordinates": coordinates}
    _check_shape(str(kind), coordinates)
    positions = list(positions_of(found))
    if len(positions) > MOST_POSITIONS:
        raise GeometryWrong(
            "size", say("Слишком подробно: больше {most} точек. Упростите контур", most=MOST_POSITIONS)
        )
    return found


def positions_of(geometry: Mapping[str, Any]) -> Iterator[Position]:  # Any: GeoJSON is JSON
    """Every position of the geometry, longitude first."""
    yield from _flat(geometry["coordinates"])


def _flat(coordinates: Any) -> Iterator[Position]:  # Any: nested as deep as the kind asks
    if coordinates and isinstance(coordinates[0], float):
        yield coordinates[0], coordinates[1]
        return
    for one in coordinates:
        yield from _flat(one)


def _read(value: object, depth: int) -> Any:  # Any: nested as deep as the kind asks
    if not isinstance(value, (list, tuple)) or not value:
        raise GeometryWrong("coordinates", "В coordinates нужны числа в квадратных скобках")
    if depth == 0:
        return _position(value)
    if len(value) > MOST_POSITIONS:
        raise GeometryWrong(
            "size", say("Слишком подробно: больше {most} точек. Упростите контур", most=MOST_POSITIONS)
        )
    return [_read(one, depth - 1) for one in value]


def _position(value: Sequence[object]) -> list[float]:
    if len(value) not in (2, 3) or not all(_is_number(one) for one in value):
        raise GeometryWrong("position", "Точка: два числа, сначала долгота, потом широта")
    longitude, latitude = (round(float(str(one)), _DIGITS) for one in value[:2])
    if _SOUTH <= longitude <= _NORTH and -90 <= latitude < _SOUTH and latitude > 19:
        raise GeometryWrong("order", "Похоже, широта и долгота переставлены местами")
    if not -180 <= longitude <= 180:
        raise GeometryWrong("bounds", "Долгота бывает от −180 до 180")
    if not -90 <= latitude <= 90:
        raise GeometryWrong("bounds", "Широта бывает от −90 до 90. Сначала идёт долгота, потом широта")
    return [longitude, latitude]


def _is_number(value: object) -> bool:
    return isinstance(value, (int, float)) and not isinstance(value, bool) and math.isfinite(value)


def _check_shape(kind: str, coordinates: Any) -> None:  # Any: nested as deep as the kind asks
    match kind:
        case "LineString":
            _check_line(coordinates)
        case "MultiLineString":
            for line in coordinates:
                _check_line(line)
        case "Polygon":
            _check_polygon(coordinates)
        case "MultiPolygon":
            for polygon in coordinates:
                _check_polygon(polygon)


def _check_line(line: Sequence[object]) -> None:
    if len(line) < 2:
        raise GeometryWrong("line", "В линии нужно хотя бы две точки")


def _check_polygon(rings: Sequence[Sequence[Sequence[float]]]) -> None:
    for ring in rings:
        if ring[0] != ring[-1]:
            raise GeometryWrong("ring-open", "Контур не замкнут: последняя точка должна повторять первую")
        if len(ring) < 4 or len({tuple(one) for one in ring}) < 3:
            raise GeometryWrong("ring-short", "В контуре нужно хотя бы три разные точки")
        if abs(_area(ring)) < 1e-12:
            raise GeometryWrong("ring-flat", "Контур вытянут в линию: у него нет площади")


def _area(ring: Sequence[Sequence[float]]) -> float:
    return sum(a[0] * b[1] - b[0] * a[1] for a, b in pairwise(ring)) / 2
