"""What rows of one list are a part of other rows of it: found in any order, refused where it goes in a circle."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from services.registry.communities.forms.model import KINDS, fits_below
from services.registry.exchange.cells.model import Problem, problem_of
from services.registry.exchange.headings.model import comparable

Value = Mapping[str, Any]  # Any: JSON


@dataclass(frozen=True, slots=True)
class Hierarchy:
    """By row: how many rows stand above it, and why it cannot stand where it says."""

    depths: Mapping[int, int]
    refused: Mapping[int, Problem]


def hierarchy_of(rows: Sequence[tuple[int, UUID, Value]]) -> Hierarchy:
    """Of rows whose `parent` names another of them; whatever hangs on a refused row is refused as well."""
    values = {number: value for number, _, value in rows}
    numbers = {comparable(str(value["name"])): number for number, value in reversed(values.items())}
    depths: dict[int, int] = {}
    refused: dict[int, Problem] = {}
    for number in values:
        path, circle = _path(number, values, numbers, depths.keys() | refused.keys())
        for below in reversed(path):
            above = numbers.get(values[below].get("parent") or "")
            problem = _problem(values, below, above, refused, circle=below in circle)
            if problem is not None:
                refused[below] = problem
            else:
                depths[below] = depths[above] + 1 if above is not None else 0
    return Hierarchy({number: depth for number, depth in depths.items() if depth}, refused)


def parent_lost(value: Value) -> Problem:
    """What the row is a part of is in neither the center nor the list."""
    return problem_of(
        "imports.parent-unknown",
        "Такой организации нет ни в центре, ни среди годных строк. Внесите её или исправьте название",
        str(value["parent_cell"]),
    )


def _path(
    number: int, values: Mapping[int, Value], numbers: Mapping[str, int], known: set[int]
) -> tuple[list[int], list[int]]:
    """The row and the rows above it that nothing is known of yet, and those of them that go in a circle."""
    path: list[int] = []
    at: int | None = number
    while at is not None and at not in known and at not in path:
        path.append(at)
        at = numbers.get(values[at].get("parent") or "")
    return path, path[path.index(at) :] if at in path else []


def _problem(
    values: Mapping[int, Value], row: int, above: int | None, refused: Mapping[int, Problem], *, circle: bool
) -> Problem | None:
    value = values[row]
    if not value.get("parent"):
        return None
    if circle:
        return problem_of(
            "organisations.cycle", "Получится круг: эта организация сама стоит выше той, в которую входит",
            str(value["parent_cell"]),
        )  # fmt: skip
    if above is None or above in refused:
        return parent_lost(value)
    if not fits_below(_scale(value), _scale(values[above])):
        return problem_of(
            "organisations.parent-smaller", "«{name}» действует на меньшей территории", str(value["parent_cell"]),
            {"name": values[above]["name"]},
        )  # fmt: skip
    return None


def _scale(value: Value) -> Any:  # Any: a scale, or none
    scales = KINDS[value["kind"]].scales
    return value["scale"] or (scales[0] if len(scales) == 1 else None)
