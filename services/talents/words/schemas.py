"""Offers and needs as they travel, as far as they are alike."""

from typing import Annotated
from uuid import UUID

from pydantic import Field, StringConstraints

from services.talents.residents.service import voice_of
from services.talents.words.model import Said, SaidAnew
from shared.contracts.codes import Channel, Skill, TimeOfDay
from shared.kit.access import Caller
from shared.kit.bodies import StrictModel
from shared.kit.texts import Tidied

Details = Annotated[
    str, StringConstraints(strip_whitespace=True, max_length=500, pattern=r"^[^\x00]*$"), Tidied
]
Ground = Annotated[
    str, StringConstraints(strip_whitespace=True, min_length=1, max_length=200, pattern=r"^[^\x00]*$"), Tidied
]
Times = Annotated[list[TimeOfDay], Field(max_length=4)]


class SaidCreate(StrictModel):
    """What a resident says, or a manager writes down."""

    skill: Skill
    details: Details = Field("", description="in one's own words; stays in this service")
    free: Times = Field([], description="when it suits; empty where nothing was said about it")
    channel: Channel | None = Field(None, description="how it reached the center; a resident's own is `web`")
    resident_id: UUID | None = Field(None, description="whose words these are, where a manager enters them")
    ground: Ground | None = Field(None, description="for a manager: how one knows, as «звонила сама»")

    def by(self, caller: Caller, center: UUID) -> Said:
        """The words as `caller` may bring them; raises Invalid, as `voice_of` does."""
        voice = voice_of(caller, self.resident_id, self.channel, self.ground)
        return Said(center, voice, self.skill, self.details, self.free)


class SaidUpdate(StrictModel):
    """What is absent stays as it is."""

    skill: Skill | None = None
    details: Details | None = None
    free: Times | None = None

    def anew(self) -> SaidAnew:
        """What is to be changed."""
        return SaidAnew(self.skill, self.details, self.free)
