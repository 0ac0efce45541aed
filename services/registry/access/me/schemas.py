"""Who is signed in, as it is answered."""

from uuid import UUID

from pydantic import BaseModel

from services.registry.access.sign_in.schemas import CenterNamed
from shared.contracts.permissions import Role
from shared.contracts.requests import Language


class Me(BaseModel):
    """The caller; a token made for a script has no name behind it."""

    id: UUID
    role: Role
    name: str | None
    language: Language | None
    centers: list[CenterNamed]
