"""Talks as they are sent and answered."""

from datetime import datetime
from typing import Annotated
from uuid import UUID

from pydantic import AwareDatetime, BaseModel, BeforeValidator, ConfigDict, Field, StringConstraints

from services.registry.people.names.model import tidy
from services.registry.people.talks.model import State
from shared.contracts.codes import TalkKind
from shared.kit.bodies import StrictModel
from shared.kit.paging import PageQuery


def _tidied(value: object) -> object:
    if not isinstance(value, str):
        return value
    return "\n".join(line for line in (tidy(line) for line in value.splitlines()) if line)


Words = Annotated[str, BeforeValidator(_tidied), StringConstraints(max_length=1000)]
"""A few words; an empty text is a talk of which only the kind is known."""


class TalkCreate(StrictModel):
    """A talk to be noted."""

    kind: TalkKind
    words: Words = ""
    house_id: UUID | None = None
    resident_id: UUID | None = None
    talked_at: AwareDatetime | None = Field(
        None, description="by the clock of whoever noted it; now if left out"
    )


class TalkUpdate(StrictModel):
    """What is to be changed; what is left out stays."""

    kind: TalkKind | None = None
    words: Words | None = None
    house_id: UUID | None = None
    resident_id: UUID | None = None
    need_id: UUID | None = Field(None, description="the need that was made of it; the same as `became_id`")
    became_id: UUID | None = Field(
        None, description="what was made of it: a need, an appeal or an idea, as its kind says"
    )


class TalkRead(BaseModel):
    """A talk."""

    model_config = ConfigDict(from_attributes=True)

    id: UUID
    kind: TalkKind
    state: State
    words: str
    house_id: UUID | None
    resident_id: UUID | None
    need_id: UUID | None = Field(description="`became_id` of a talk about a need")
    became_id: UUID | None = Field(description="the need, the appeal or the idea that was made of it")
    talked_at: datetime
    noted_by: UUID
    noted_at: datetime
    version: int


class TalkQuery(PageQuery):
    """Which talks are wanted."""

    kind: TalkKind | None = None
    state: State | None = None
    house_id: UUID | None = None
    resident_id: UUID | None = None
