"""The one thing that the city says: that it counts an erased resident under no id any more."""

from uuid import UUID

from pydantic import Field

from shared.contracts.fact import Fact


class CityForgotResidentV1(Fact, type="city.resident.forgotten.v1"):
    """The city holds no id of an erased resident any more; what they did still counts, and stands for nobody."""

    resident_id: UUID
    counts: dict[str, int] = Field(description="how many rows of each kind were deleted or unlinked")
