"""A card shown at a center's device."""

from pydantic import Field

from shared.kit.bodies import StrictModel


class CardAsk(StrictModel):
    """The card as a scanner or a person typed it, and the year of birth."""

    device_key: str = Field(max_length=200)
    card: str = Field(min_length=1, max_length=400)
    birth_year: str = Field(min_length=1, max_length=20, description="digits of any script")
