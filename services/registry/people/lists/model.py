"""«Свои списки»: neighbors of a house or an entrance who agreed to be reached by each other, and who calls whom.

They observe and report, they never detain. No list leaves its members.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Generic, TypeVar
from uuid import UUID

from sqlalchemy import SmallInteger, Text
from sqlalchemy.orm import Mapped, mapped_column

from shared.contracts.codes import Channel
from shared.kit.clock import now
from shared.kit.database import Table, TenantRow
from shared.kit.ids import new_id

BRANCHING = 3
"""How many neighbors each one calls: three calls take five minutes, and a hundred flats are reached in four steps."""

Member = TypeVar("Member")


class ContactList(TenantRow, Table):
    """The list of one house, or of one entrance of it."""

    __tablename__ = "contact_lists"

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    house_id: Mapped[UUID]
    entrance: Mapped[str | None]
    title: Mapped[str]
    branching: Mapped[int] = mapped_column(SmallInteger, default=BRANCHING)
    opened_by: Mapped[UUID]
    opened_at: Mapped[datetime] = mapped_column(default=now)
    version: Mapped[int] = mapped_column(default=1)

    __mapper_args__ = {"version_id_col": version}


class ListMember(TenantRow, Table):
    """Somebody who agreed that the others of the list see their name and this one contact, or knock at their door."""

    __tablename__ = "list_members"

    list_id: Mapped[UUID] = mapped_column(primary_key=True)
    resident_id: Mapped[UUID] = mapped_column(primary_key=True)
    contact_id: Mapped[UUID | None]
    place: Mapped[int]
    channel: Mapped[Channel] = mapped_column(Text)
    ground: Mapped[str | None]
    agreed_at: Mapped[datetime] = mapped_column(default=now)


class ListRound(TenantRow, Table):
    """A test round of calls."""

    __tablename__ = "list_rounds"

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    list_id: Mapped[UUID]
    begun_by: Mapped[UUID]
    begun_at: Mapped[datetime] = mapped_column(default=now)
    ended_at: Mapped[datetime | None]


class ListCall(TenantRow, Table):
    """Whether one member was reached in a round."""

    __tablename__ = "list_calls"

    round_id: Mapped[UUID] = mapped_column(primary_key=True)
    resident_id: Mapped[UUID] = mapped_column(primary_key=True)
    reached: Mapped[bool]
    called_at: Mapped[datetime] = mapped_column(default=now)
    noted_by: Mapped[UUID]


@dataclass(frozen=True, slots=True)
class Branch(Generic[Member]):
    """One member of the tree, and whom they call."""

    member: Member
    calls: "Sequence[Branch[Member]]"

    def __iter__(self) -> "Iterator[Branch[Member]]":
        yield self
        for one in self.calls:
            yield from one


def tree_of(members: Sequence[Member], branching: int = BRANCHING) -> Branch[Member] | None:
    """Who calls whom: the first begins, everybody calls at most `branching` others; None without members."""
    return _branch(members, 0, branching) if members else None


def _branch(members: Sequence[Member], at: int, branching: int) -> Branch[Member]:
    first = at * branching + 1
    called = range(first, min(first + branching, len(members)))
    return Branch(members[at], [_branch(members, one, branching) for one in called])


def caller_of(place: int, branching: int = BRANCHING) -> int | None:
    """The place of whoever calls the one at `place`, counted from 0; None for the first."""
    return None if place == 0 else (place - 1) // branching
