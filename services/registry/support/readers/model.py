"""Who looks at what the city shares and what a center has of its own."""

from dataclasses import dataclass
from uuid import UUID

from services.registry.places.centers.model import CITY


@dataclass(frozen=True, slots=True)
class Reader:
    """Somebody with the center whose own they see; staff sees what residents do not."""

    center: UUID | None
    staff: bool

    def owners(self, own: bool | None) -> list[UUID]:
        """Whose things are looked at: only the center's own, only what all share, or both."""
        owners = [CITY] if self.center in (None, CITY) else [CITY, self.center]
        return [one for one in owners if own is None or (one != CITY) == own]
