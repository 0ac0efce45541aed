"""An idea as the pages show it."""

from datetime import datetime
from typing import Literal
from uuid import UUID

from services.portal.visits.api import Read
from shared.kit.etags import etag_of


class Idea(Read):
    """What could be otherwise, and how many would have it so."""

    id: UUID
    title: str
    words: str = ""
    house_id: UUID | None = None
    resident_id: UUID | None = None
    mine: bool = False
    channel: str = "web"
    state: Literal["idea", "withdrawn"] = "idea"
    supports: int = 0
    supported: bool = False
    offered_at: datetime
    version: int = 1

    @property
    def etag(self) -> str:
        """The version that was seen."""
        return etag_of(self.version)
