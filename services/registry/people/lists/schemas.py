"""Residents' own lists as they are sent and answered."""

from datetime import datetime
from typing import Annotated, Self
from uuid import UUID

from pydantic import BaseModel, BeforeValidator, Field, StringConstraints

from services.registry.people.lists.model import BRANCHING, ContactList
from services.registry.people.names.model import tidy
from services.registry.people.names.schemas import Line
from services.registry.people.residents.model import KindOfContact
from shared.contracts.codes import Channel
from shared.kit.bodies import StrictModel
from shared.kit.paging import PageQuery

Title = Annotated[
    str,
    BeforeValidator(lambda value: tidy(value) if isinstance(value, str) else value),
    StringConstraints(min_length=1, max_length=100),
]
Entrance = Annotated[
    str,
    BeforeValidator(lambda value: tidy(value) if isinstance(value, str) else value),
    StringConstraints(min_length=1, max_length=20),
]


class ListCreate(StrictModel):
    """A list to be opened for a house, or for one entrance of it."""

    house_id: UUID
    entrance: Entrance | None = None
    title: Title
    branching: int = Field(BRANCHING, ge=2, le=5, description="how many neighbors each one calls")


class ListUpdate(StrictModel):
    """What is to be corrected; what is left out stays, null makes it a list of the whole house."""

    entrance: Entrance | None = None
    title: Title | None = None
    branching: int | None = Field(None, ge=2, le=5)


class ListRead(BaseModel):
    """That a list is there, and how many are in it: all that anybody outside of it sees, managers included."""

    id: UUID
    house_id: UUID
    entrance: str | None
    title: str
    branching: int
    members: int
    joined: bool = Field(description="whether the caller is in it")
    opened_at: datetime
    last_round_at: datetime | None = None
    version: int

    @classmethod
    def of(cls, one: ContactList, members: int, *, joined: bool, round_at: datetime | None = None) -> Self:
        """The list as it is answered."""
        return cls(
            id=one.id,
            house_id=one.house_id,
            entrance=one.entrance,
            title=one.title,
            branching=one.branching,
            members=members,
            joined=joined,
            opened_at=one.opened_at,
            last_round_at=round_at,
            version=one.version,
        )


class ListQuery(PageQuery):
    """Which lists are wanted."""

    house_id: UUID | None = None


class JoinList(StrictModel):
    """Somebody agrees to be in a list; a manager says who, and how they agreed."""

    contact_id: UUID | None = Field(
        None, description="the telephone that the others see; without one they knock at the door"
    )
    consent_version: int | None = Field(
        None, description="the text `own_lists` that was read; needed where no consent is in force yet"
    )
    resident_id: UUID | None = Field(None, description="for whom a manager enters it")
    channel: Channel = "web"
    ground: Line | None = Field(None, description="how they agreed; needed from a manager")


class MemberRead(BaseModel):
    """A member as the others see them."""

    resident_id: UUID
    name: str
    flat: str | None
    kind: KindOfContact | None
    contact: str | None = Field(description="absent: knock at the flat's door")
    place: int
    called_by: UUID | None = Field(description="who calls them; nobody calls the first")


class Members(BaseModel):
    """Everybody in the list, in the order of calls; everybody here sees the same."""

    items: list[MemberRead]


class JoinedRead(BaseModel):
    """The answer to joining."""

    list_id: UUID
    members: int


class CallNote(StrictModel):
    """Whether a member was reached."""

    reached: bool


class CallRead(BaseModel):
    """One call of a round."""

    resident_id: UUID | None = Field(description="absent for managers: they see numbers")
    reached: bool
    called_at: datetime


class RoundRead(BaseModel):
    """A test round: how many were reached, and for members who and when."""

    id: UUID
    begun_at: datetime
    ended_at: datetime | None
    members: int
    called: int
    reached: int
    calls: list[CallRead]


class Rounds(BaseModel):
    """The latest rounds, newest first."""

    items: list[RoundRead]
