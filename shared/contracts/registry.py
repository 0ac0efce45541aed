"""Facts said by the registry: centers, and people as opaque ids."""

from typing import Literal
from uuid import UUID

from shared.contracts.codes import Channel, HostType
from shared.contracts.fact import Fact


class CenterOpenedV1(Fact, type="registry.center.opened.v1"):
    """A neighborhood center joined the city's network."""

    center_id: UUID
    host: HostType


class ResidentJoinedV1(Fact, type="registry.resident.joined.v1"):
    """A resident was entered, by themselves or by a manager."""

    resident_id: UUID
    house_id: UUID | None
    premises_id: UUID | None
    adult: bool
    channel: Channel


class ResidentChangedV1(Fact, type="registry.resident.changed.v1"):
    """Where a resident lives, or whether they are of age, changed."""

    resident_id: UUID
    house_id: UUID | None
    premises_id: UUID | None
    adult: bool


class ResidentErasedV1(Fact, type="registry.resident.erased.v1"):
    """A resident's data was erased; every service forgets what it holds about this id."""

    resident_id: UUID


class HouseEnteredV1(Fact, type="registry.house.entered.v1"):
    """A house of the center's territory was entered or its number of flats corrected."""

    house_id: UUID
    kind: Literal["apartment", "private"]
    flats: int
