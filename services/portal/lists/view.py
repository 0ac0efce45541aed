"""Lists of neighbors as the pages read them."""

from datetime import datetime
from uuid import UUID

from services.portal.visits.api import Listed, Read, every
from services.portal.visits.visit import Visit


class NeighborList(Read):
    """That a list is there, and how many are in it."""

    id: UUID
    house_id: UUID
    entrance: str | None = None
    title: str
    branching: int = 3
    members: int = 0
    joined: bool = False
    last_round_at: datetime | None = None


class Member(Read):
    """Somebody of a list, as the others of it see them."""

    resident_id: UUID
    name: str
    flat: str | None = None
    contact: str | None = None
    place: int = 0
    called_by: UUID | None = None


class Call(Read):
    """One call of a round."""

    resident_id: UUID | None = None
    reached: bool
    called_at: datetime


class Round(Read):
    """A test round."""

    id: UUID
    begun_at: datetime
    ended_at: datetime | None = None
    members: int = 0
    called: int = 0
    reached: int = 0
    calls: list[Call] = []

    def said(self, resident: UUID) -> bool | None:
        """Whether somebody was reached; None where nobody has called."""
        return next((one.reached for one in self.calls if one.resident_id == resident), None)


class ConsentText(Read):
    """What is read before joining."""

    purpose: str
    version: int
    aim: str = ""
    data: list[str] = []
    actions: list[str] = []
    term: str = ""
    refusal: str = ""
    withdrawal: str = ""


async def lists_of(visit: Visit) -> list[NeighborList]:
    """The lists of one's house, or of the center for its managers."""
    return await every(NeighborList, visit.api, "registry", f"/centers/{visit.center}/lists")


async def list_of(visit: Visit, list_id: UUID) -> NeighborList:
    """One list."""
    return await visit.api.get(NeighborList, "registry", path_of(visit, list_id))


async def members_of(visit: Visit, list_id: UUID) -> list[Member]:
    """Everybody in the list, in the order of calls."""
    return (await visit.api.get(Listed[Member], "registry", f"{path_of(visit, list_id)}/members")).items


async def rounds_of(visit: Visit, list_id: UUID) -> list[Round]:
    """The latest test rounds, newest first."""
    return (await visit.api.get(Listed[Round], "registry", f"{path_of(visit, list_id)}/rounds")).items


async def consent_to_lists(visit: Visit) -> ConsentText | None:
    """The text that is agreed to by joining."""
    path = f"/centers/{visit.center}/consent-texts"
    found = (await visit.api.get(Listed[ConsentText], "registry", path)).items
    return next((one for one in found if one.purpose == "own_lists"), None)


def path_of(visit: Visit, list_id: UUID) -> str:
    """Where the list is."""
    return f"/centers/{visit.center}/lists/{list_id}"
