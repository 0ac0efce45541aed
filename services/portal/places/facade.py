"""A house as its windows: one per flat, entrance by entrance and floor by floor, lit where somebody took part.

Dark windows are dashes of one line a floor, so that ten thousand flats stay a small picture; lit ones are drawn one
by one.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import ceil
from uuid import UUID

from services.portal.places.model import Entrance
from services.portal.visits.api import Read

_WALL = 4
_USUAL_STOREYS, _TALL_STOREYS = 5, 9
_MANY_FLATS = 100
# The more flats there are, the smaller is each window: (at most so many flats, one window with its gap).
_PITCHES = ((600, 9), (2500, 6), (10_000, 4))


class HouseWindows(Read):
    """One house as the registry answers it."""

    house_id: UUID
    address: str
    flats: int
    storeys: int | None = None
    entrances: list[Entrance] = []
    lit: int = 0
    lit_flats: list[int] = []


@dataclass(frozen=True)
class Facade:
    """One house, in pixels."""

    house_id: UUID
    address: str
    lit_count: int
    flats: int
    width: int
    height: int
    pane: int
    gap: int
    rows: str
    rows_inside: str
    lit: str

    @property
    def tall(self) -> int:
        """How high a window is."""
        return self.pane + 1


@dataclass(frozen=True)
class _Block:
    """The flats of one entrance, from the ground up."""

    first: int
    count: int
    across: int
    left: int


def pitch_of(flats: int) -> int:
    """How much room a window takes where so many are drawn."""
    return next((pitch for most, pitch in _PITCHES if flats <= most), 3)


def facade(house: HouseWindows, pitch: int) -> Facade:
    """The picture of a house."""
    storeys = _storeys(house)
    blocks = list(_blocks(house, storeys))
    pane = max(pitch - 2, 2)
    across = blocks[-1].left + blocks[-1].across
    rows, inside = [], []
    for block in blocks:
        for floor in range(ceil(block.count / block.across)):
            count = min(block.across, block.count - floor * block.across)
            left = _WALL + block.left * pitch
            y = _floor(floor, storeys, pitch) + (pane + 1) / 2
            right = left + (count - 1) * pitch + pane
            rows.append(f"M{left} {y}H{right}")
            inside.append(f"M{left + 1} {y}H{right - 1}")
    return Facade(
        house_id=house.house_id,
        address=house.address,
        lit_count=house.lit,
        flats=house.flats,
        width=2 * _WALL + across * pitch - (pitch - pane),
        height=2 * _WALL + storeys * (pitch + 1) - (pitch - pane),
        pane=pane,
        gap=pitch - pane,
        rows="".join(rows),
        rows_inside="".join(inside) if pitch >= _PITCHES[1][1] else "",
        lit="".join(_lit(house, blocks, storeys, pitch, pane)),
    )


def street(houses: Sequence[HouseWindows]) -> list[Facade]:
    """All houses side by side, drawn to one scale."""
    pitch = pitch_of(sum(one.flats for one in houses))
    return [facade(one, pitch) for one in houses]


def _storeys(house: HouseWindows) -> int:
    usual = _TALL_STOREYS if house.flats > _MANY_FLATS else _USUAL_STOREYS
    return min(house.storeys or usual, max(house.flats, 1))


def _blocks(house: HouseWindows, storeys: int) -> Iterator[_Block]:
    """Entrances side by side with a gap of one window; flats that stand behind none come last."""
    spans = [
        (one.first_flat, one.last_flat) for one in sorted(house.entrances, key=lambda one: one.first_flat)
    ]
    behind = max((last for _, last in spans), default=0)
    if behind < house.flats:
        spans.append((behind + 1, house.flats))
    left = 0
    for first, last in spans:
        count = last - first + 1
        across = ceil(count / storeys)
        yield _Block(first, count, across, left)
        left += across + 1


def _floor(floor: int, storeys: int, pitch: int) -> int:
    return _WALL + (storeys - 1 - floor) * (pitch + 1)


def _lit(house: HouseWindows, blocks: Sequence[_Block], storeys: int, pitch: int, pane: int) -> Iterator[str]:
    for flat in house.lit_flats:
        block = next((one for one in blocks if one.first <= flat < one.first + one.count), None)
        if block is None:
            continue
        floor, place = divmod(flat - block.first, block.across)
        x, y = _WALL + (block.left + place) * pitch, _floor(floor, storeys, pitch)
        yield f"M{x} {y}h{pane}v{pane + 1}h-{pane}z"
