"""When somebody is free, kept as one small number so that an index can find a common time."""

from collections.abc import Iterable
from typing import get_args

from sqlalchemy import SmallInteger
from sqlalchemy.engine import Dialect
from sqlalchemy.types import TypeDecorator

from shared.contracts.codes import TimeOfDay

TIMES: tuple[TimeOfDay, ...] = get_args(TimeOfDay)
"""In the order people live them; a new one is only ever added at the end, its place is stored."""


def to_mask(times: Iterable[TimeOfDay]) -> int:
    """The number that stands for these times; 0 where nothing was said."""
    return sum(1 << TIMES.index(time) for time in set(times))


def from_mask(mask: int) -> list[TimeOfDay]:
    """The times that a number stands for, in their order."""
    return [time for place, time in enumerate(TIMES) if mask & 1 << place]


def common(one: Iterable[TimeOfDay], other: Iterable[TimeOfDay]) -> list[TimeOfDay]:
    """The times at which both are free."""
    return from_mask(to_mask(one) & to_mask(other))


def suiting(times: Iterable[TimeOfDay]) -> list[int]:
    """Every number with a time in common; whoever said nothing about time may suit anybody."""
    mask = to_mask(times)
    every = range(1 << len(TIMES))
    return [other for other in every if not mask or not other or mask & other]


def unsuiting(times: Iterable[TimeOfDay]) -> list[int]:
    """Every number of those who said when they are free, and it is another time."""
    fitting = set(suiting(times))
    return [other for other in range(1 << len(TIMES)) if other not in fitting]


class FreeTimes(TypeDecorator[list[TimeOfDay]]):
    """A column of times, stored as one small number."""

    impl = SmallInteger
    cache_ok = True

    def process_bind_param(self, value: list[TimeOfDay] | None, dialect: Dialect) -> int:
        return to_mask(value or ())

    def process_result_value(self, value: int | None, dialect: Dialect) -> list[TimeOfDay]:
        return from_mask(value or 0)
