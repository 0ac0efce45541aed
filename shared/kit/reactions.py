"""What a service does when it hears a fact: the declarations that its subscribers are made of."""

from collections.abc import Awaitable, Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Generic, TypeVar
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from shared.contracts.fact import Fact

F = TypeVar("F", bound=Fact)
F_co = TypeVar("F_co", bound=Fact, covariant=True)


@dataclass(frozen=True, slots=True)
class Told(Generic[F_co]):
    """One fact as it was heard: its id is unique, its center comes from the subject and not from the body."""

    fact: F_co
    id: UUID
    center: UUID
    occurred_at: datetime
    correlation_id: str | None = None
    traceparent: str | None = None


Handler = Callable[[AsyncSession, Sequence[Told[F]]], Awaitable[None]]


@dataclass(frozen=True, slots=True)
class Reaction:
    """A handler of one type of fact; `tenant` says that it works in the context of one center at a time.

    `any_order` says that it does not mind what else was told between its facts.
    """

    of: type[Fact]
    run: Handler[Any]  # Any: a handler takes exactly the facts that it was declared for
    tenant: bool
    any_order: bool = False


class Reactions:
    """The reactions of one module.

    A handler gets runs of facts of one type (and, unless `tenant=False`, of one center), in order, inside
    the transaction that also notes them as applied: it neither commits nor needs to ask whether a fact came
    twice. An exception brings the facts back one by one with backoff, and at last to the dead letters.

    With `any_order` a run is every fact of one type that came together, whatever was told between them. That is for
    work outside of tenancy that comes to the same in every order, and makes it several times faster.
    """

    def __init__(self, *, tenant: bool = True, any_order: bool = False) -> None:
        if tenant and any_order:
            raise ValueError("work of one center keeps the order of its facts")
        self._tenant = tenant
        self._any_order = any_order
        self._declared: list[Reaction] = []

    def on(self, fact: type[F]) -> Callable[[Handler[F]], Handler[F]]:
        """Declare what to do when `fact` is heard; several reactions to one fact run as declared."""

        def declare(handler: Handler[F]) -> Handler[F]:
            self._declared.append(Reaction(fact, handler, self._tenant, self._any_order))
            return handler

        return declare

    def __iter__(self) -> Iterator[Reaction]:
        return iter(self._declared)


def by_type(all_reactions: Iterable[Reactions]) -> Mapping[str, Sequence[Reaction]]:
    """The reactions of a whole service, by the type of fact they hear."""
    found: dict[str, list[Reaction]] = {}
    for reactions in all_reactions:
        for reaction in reactions:
            found.setdefault(reaction.of.type, []).append(reaction)
    return found


def patterns(all_reactions: Iterable[Reactions]) -> list[str]:
    """The subject filters of a service's consumer."""
    return sorted({reaction.of.pattern() for reactions in all_reactions for reaction in reactions})
