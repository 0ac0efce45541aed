"""How exactly a reader can compute a hidden number from the published ones.

A table with its totals is a circulation: the grand total flows into the rows as row totals, from the rows
through the cells into the columns, and from the columns back as column totals. Every table of whole numbers that
agrees with what is published differs from the true one by flow round cycles of hidden places, so the largest and
the smallest possible value of a hidden place are found by maximum flow, exactly and without search.
"""

from collections import defaultdict, deque
from collections.abc import Set
from typing import NamedTuple

from services.city.disclosure.model import Place, Table

Node = tuple[str, str]
_SOURCE, _SINK = ("total", "rows"), ("total", "columns")
UNBOUNDED = float("inf")


class Bounds(NamedTuple):
    """The least and the greatest value a hidden number can have for all that a reader knows."""

    least: float
    greatest: float

    @property
    def width(self) -> float:
        """How much a reader does not know."""
        return self.greatest - self.least


def bounds_of(table: Table, hidden: Set[Place], place: Place, enough: float = UNBOUNDED) -> Bounds:
    """The bounds that the published places of `table` leave for the hidden `place`.

    Exact while they lie within `enough` of the true value; beyond that the search stops.
    """
    tail, head = _ends(place)
    value = table.value(place)
    others = hidden - {place}
    up = _flow(_residual(table, others), head, tail, enough)
    down = _flow(_residual(table, others), tail, head, min(value, enough))
    return Bounds(value - down, value + up)


def _ends(place: Place) -> tuple[Node, Node]:
    """The nodes between which a number flows."""
    if place.column is not None:
        tail = ("row", place.row) if place.row is not None else ("column", place.column)
        return tail, ("column", place.column) if place.row is not None else _SINK
    return (_SOURCE, ("row", place.row)) if place.row is not None else (_SINK, _SOURCE)


def _residual(table: Table, free: Set[Place]) -> dict[Node, dict[Node, float]]:
    """What can still be moved along each free place: upwards without limit, downwards to zero."""
    room: dict[Node, dict[Node, float]] = defaultdict(dict)
    for place in free:
        tail, head = _ends(place)
        room[tail][head] = UNBOUNDED
        room[head][tail] = float(table.value(place))
    if not table.sums_rows:
        for row in table.rows:
            room[_SOURCE][("row", row)] = room[("row", row)][_SOURCE] = UNBOUNDED
        room[_SINK][_SOURCE] = room[_SOURCE][_SINK] = UNBOUNDED
    return room


def _flow(room: dict[Node, dict[Node, float]], start: Node, end: Node, enough: float) -> float:
    """The maximum flow from `start` to `end` (Edmonds and Karp), or `enough` where it is at least that."""
    total = 0.0
    while total < enough:
        path = _shortest_path(room, start, end)
        if path is None:
            return total
        step = min(room[a][b] for a, b in path)
        if step == UNBOUNDED:
            return enough
        for a, b in path:
            room[a][b] -= step
            room[b][a] = room[b].get(a, 0.0) + step
        total += step
    return enough


def _shortest_path(
    room: dict[Node, dict[Node, float]], start: Node, end: Node
) -> list[tuple[Node, Node]] | None:
    came_from: dict[Node, Node] = {start: start}
    waiting = deque([start])
    while waiting and end not in came_from:
        here = waiting.popleft()
        for there, left in room[here].items():
            if left > 0 and there not in came_from:
                came_from[there] = here
                waiting.append(there)
    if end not in came_from:
        return None
    path, here = [], end
    while here != start:
        path.append((came_from[here], here))
        here = came_from[here]
    return path
