"""A map drawn by the server from GeoJSON: no tiles, nothing from outside."""

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from services.portal.places.model import Geometry, HouseState

WIDTH = 1000
_MARGIN = 60
_TALLEST, _LOWEST = 1100, 360
# A map of one house would otherwise be stretched from millimetres.
_LEAST_DEGREES = 0.0012
_SIZE = 13
# One step apart for houses that stand on the same spot.
_NUDGE = 2 * _SIZE + 4

Position = tuple[float, float]


@dataclass(frozen=True)
class Area:
    """A contour or a line, named."""

    name: str
    kind: str
    path: str
    x: float
    y: float


@dataclass(frozen=True)
class Spot:
    """A house."""

    id: UUID
    address: str
    label: str
    state: HouseState
    x: float
    y: float
    path: str


@dataclass(frozen=True)
class Drawing:
    """Everything that is drawn, in units of the picture."""

    width: int
    height: int
    areas: list[Area]
    spots: list[Spot]
    center: Position | None = None
    longitude: float = 0.0
    latitude: float = 0.0
    squeeze: float = 1.0
    unit: float = 1.0
    """What stands in the middle, and how many units of the picture a degree of latitude is; of longitude, squeezed."""

    @property
    def is_empty(self) -> bool:
        """Whether nothing has a place yet."""
        return not (self.areas or self.spots or self.center)


def draw(
    features: Sequence[Mapping[str, Any]],  # Any: GeoJSON
    states: Mapping[UUID, HouseState],
    width: int = WIDTH,
    margin: int = _MARGIN,
) -> Drawing:
    """The picture of a center's places; houses without a known state are of state `none`.

    Marks and letters keep their size, so that a picture of half the `width` shows them twice as large.
    """
    found = [one for feature in features for one in _positions(feature["geometry"]["coordinates"])]
    scale = _Scale(width, margin, found)
    areas = [_area(feature, scale) for feature in features if _kind(feature) not in ("house", "center")]
    order = {"center_territory": 0, "microdistrict": 1, "yard": 2, "street": 3}
    spots = [
        _spot(feature, scale, states.get(UUID(feature["id"]), "none"))
        for feature in features
        if _kind(feature) == "house"
    ]
    centers = [scale.of(*_first(one)) for one in features if _kind(one) == "center"]
    return Drawing(
        scale.width,
        scale.height,
        sorted(areas, key=lambda one: order.get(one.kind, 9)),
        _apart(sorted(spots, key=lambda one: (one.y, one.x)), width),
        centers[0] if centers else None,
        *scale.middle,
        scale.squeeze,
        scale.unit,
    )


class _Scale:
    """From degrees to units of the picture; a degree of longitude is shorter than one of latitude."""

    def __init__(self, width: int, margin: int, positions: Sequence[Position]) -> None:
        self.width = width
        shrunk = width / WIDTH
        east = [one[0] for one in positions] or [0.0]
        north = [one[1] for one in positions] or [0.0]
        self.squeeze = math.cos(math.radians((min(north) + max(north)) / 2))
        wide = max((max(east) - min(east)) * self.squeeze, _LEAST_DEGREES)
        tall = max(max(north) - min(north), _LEAST_DEGREES / 2)
        inside = width - 2 * margin
        self.unit = min(inside / wide, (_TALLEST * shrunk - 2 * margin) / tall)
        self.height = max(round(tall * self.unit) + 2 * margin, round(_LOWEST * shrunk))
        self.middle = (min(east) + max(east)) / 2, (min(north) + max(north)) / 2

    def of(self, longitude: float, latitude: float) -> Position:
        x = self.width / 2 + (longitude - self.middle[0]) * self.squeeze * self.unit
        y = self.height / 2 - (latitude - self.middle[1]) * self.unit
        return round(x, 1), round(y, 1)


def _kind(feature: Mapping[str, Any]) -> str:  # Any: GeoJSON
    return str(feature["properties"]["kind"])


def _first(feature: Mapping[str, Any]) -> Position:  # Any: GeoJSON
    return next(iter(_positions(feature["geometry"]["coordinates"])))


def _positions(coordinates: Any) -> Iterable[Position]:  # Any: nested as deep as the kind asks
    if coordinates and not isinstance(coordinates[0], list):
        yield float(coordinates[0]), float(coordinates[1])
        return
    for one in coordinates:
        yield from _positions(one)


def _lines(geometry: Geometry) -> Iterable[tuple[Sequence[Sequence[float]], bool]]:
    """Each line or ring, and whether it is closed."""
    coordinates = geometry["coordinates"]
    match geometry["type"]:
        case "LineString":
            yield coordinates, False
        case "MultiLineString":
            yield from ((one, False) for one in coordinates)
        case "Polygon":
            yield from ((one, True) for one in coordinates)
        case "MultiPolygon":
            yield from ((one, True) for polygon in coordinates for one in polygon)


def _area(feature: Mapping[str, Any], scale: _Scale) -> Area:  # Any: GeoJSON
    parts = []
    for line, closed in _lines(feature["geometry"]):
        points = " L".join("{} {}".format(*scale.of(one[0], one[1])) for one in line)
        parts.append(f"M{points}{' Z' if closed else ''}")
    found = [scale.of(*one) for one in _positions(feature["geometry"]["coordinates"])]
    x = sum(one[0] for one in found) / len(found)
    top, middle = min(one[1] for one in found), sum(one[1] for one in found) / len(found)
    y = {"street": middle + 26, "yard": top - 8}.get(_kind(feature), top + 22)
    return Area(feature["properties"]["name"], _kind(feature), " ".join(parts), round(x, 1), round(y, 1))


def _spot(feature: Mapping[str, Any], scale: _Scale, state: HouseState) -> Spot:  # Any: GeoJSON
    x, y = scale.of(*_first(feature))
    address = str(feature["properties"]["address"])
    return Spot(UUID(feature["id"]), address, number_of(address), state, x, y, shape_of(state, x, y))


def number_of(address: str) -> str:
    """What stands on the house's corner: «14» of «ул. Садовая, 14», «21к2» of «ул. Мира, 21, корп. 2»."""
    number = address.partition(",")[2] or address
    for word, letter in (("корпус", "к"), ("корп.", "к"), ("строение", "с"), ("стр.", "с")):
        number = number.replace(word, letter)
    return "".join(number.replace(",", "").split())[:8]


def shape_of(state: HouseState, x: float, y: float, size: float = _SIZE) -> str:
    """A house with a roof for a council, a square for an owners' union, a bare diamond for neither."""
    left, right, top, bottom = x - size, x + size, y - size, y + size
    match state:
        case "council":
            return f"M{left} {y - 2} L{x} {top - 6} L{right} {y - 2} V{bottom} H{left} Z"
        case "organisation":
            return f"M{left} {top} H{right} V{bottom} H{left} Z"
        case "none":
            return f"M{x} {top} L{right} {y} L{x} {bottom} L{left} {y} Z"


def _apart(spots: Sequence[Spot], width: int) -> list[Spot]:
    """Houses that would lie on one another stand side by side instead."""
    taken: set[tuple[int, int]] = set()
    found = []
    for one in spots:
        x = one.x
        while (cell := (round(x / _NUDGE), round(one.y / _NUDGE))) in taken and x < width - _SIZE:
            x += _NUDGE
        taken.add(cell)
        found.append(Spot(one.id, one.address, one.label, one.state, x, one.y, shape_of(one.state, x, one.y)))
    return found
