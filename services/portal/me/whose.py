"""Whose page it is: one's own, or that of a child for whom one answers."""

from dataclasses import dataclass
from typing import Annotated
from uuid import UUID

from fastapi import Depends
from starlette.exceptions import HTTPException

from services.portal.people.view import Person, person_of
from services.portal.visits.visit import Resident


@dataclass(frozen=True)
class Whose:
    """The person, and where their pages begin: `/me`, or `/me/children/<id>`."""

    id: UUID
    home: str
    child: Person | None = None


async def whose_of(visit: Resident) -> Whose:
    """The visitor, or the child whom the address names; not found where they do not answer for it."""
    named = visit.request.path_params.get("child_id")
    if named is None:
        return Whose(visit.me.id, "/me")
    try:
        child = await person_of(visit, UUID(named))
    except ValueError as error:
        raise HTTPException(404) from error
    return Whose(child.id, f"/me/children/{child.id}", child)


Own = Annotated[Whose, Depends(whose_of)]
