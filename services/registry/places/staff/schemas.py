"""Those who work at a center, as everybody may see them: no contact, and who else pays them."""

from typing import Annotated
from uuid import UUID

from pydantic import AfterValidator, BaseModel, Field

from services.registry.access.accounts.model import Interest
from services.registry.people.names.schemas import Line
from services.registry.places.staff.model import Background
from shared.kit.bodies import StrictModel


def _each_once(codes: list[str]) -> list[str]:
    return list(dict.fromkeys(codes))


class PostWrite(StrictModel):
    """What a manager is at this center."""

    post: Line
    backgrounds: Annotated[list[Background], Field(max_length=7), AfterValidator(_each_once)] = []


class ColleagueRead(BaseModel):
    """One manager of a center."""

    account_id: UUID
    name: str
    post: str
    backgrounds: list[Background]
    interest: Interest = Field(description="who else pays the person, as declared")
    version: int = Field(description="of the post; 0 while nobody has said what it is")
