"""Runs: how a batch of heard facts is cut into what one reaction gets at once."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import groupby
from typing import Generic, TypeVar, overload
from uuid import UUID

from shared.contracts.fact import Fact
from shared.kit.correlation import causation_id, correlation_id, traceparent
from shared.kit.reactions import Reaction, Told

F_co = TypeVar("F_co", bound=Fact, covariant=True)


class Run(Sequence[Told[F_co]], Generic[F_co]):
    """Facts of one type in the order they were told.

    While one goes through it with `for`, the fact at hand is the cause of whatever is said and logged.
    """

    def __init__(self, told: Sequence[Told[F_co]]) -> None:
        self._told = told

    @overload
    def __getitem__(self, place: int) -> Told[F_co]: ...
    @overload
    def __getitem__(self, place: slice) -> "Run[F_co]": ...
    def __getitem__(self, place: int | slice) -> "Told[F_co] | Run[F_co]":
        return Run(self._told[place]) if isinstance(place, slice) else self._told[place]

    def __len__(self) -> int:
        return len(self._told)

    def __iter__(self) -> Iterator[Told[F_co]]:
        for told in self._told:
            be_caused_by(told)
            yield told
        be_caused_by(self._told[0] if len(self._told) == 1 else None)


def be_caused_by(told: Told[Fact] | None) -> None:
    """Makes `told` the cause of what the present work says and logs."""
    correlation_id.set(told.correlation_id if told else None)
    causation_id.set(str(told.id) if told else None)
    traceparent.set(told.traceparent if told else None)


def cut(
    told: Sequence[Told[Fact]], reactions: Callable[[str], Sequence[Reaction]]
) -> Iterator[tuple[Reaction, UUID | None, Run[Fact]]]:
    """Every reaction with its center (None outside of any) and its run, in the order in which they are due.

    Work outside of tenancy comes in the order of the stream; work of centers comes center by center, each in
    the order of the stream, because one center's facts mean nothing to another. What minds no order comes last,
    type by type.
    """
    yield from _cut(told, lambda one: not one.tenant and not one.any_order, lambda _: None, reactions)
    by_center = sorted(told, key=lambda one: one.center)
    yield from _cut(by_center, lambda reaction: reaction.tenant, lambda one: one.center, reactions)
    by_type = sorted(told, key=lambda one: one.fact.type)
    yield from _cut(by_type, lambda reaction: reaction.any_order, lambda _: None, reactions)


def _cut(
    told: Iterable[Told[Fact]],
    wanted: Callable[[Reaction], bool],
    center_of: Callable[[Told[Fact]], UUID | None],
    reactions: Callable[[str], Sequence[Reaction]],
) -> Iterator[tuple[Reaction, UUID | None, Run[Fact]]]:
    for (center, of_type), same in groupby(told, key=lambda one: (center_of(one), one.fact.type)):
        due = [reaction for reaction in reactions(of_type) if wanted(reaction)]
        if due:
            run = Run(list(same))
            for reaction in due:
                yield reaction, center, run
