"""Who is looking at a page: the session in the sealed cookie."""

import base64
import json
import secrets
import time
from uuid import UUID

from pydantic import BaseModel

from shared.contracts.permissions import Role

SESSION_COOKIE = "sosedi"
LANGUAGE_COOKIE = "language"
VISITOR_COOKIE = "visitor"
AWAY_AFTER = 5 * 60
"""So many seconds without a new page end a card's session on the center's device; the registry ends it then too."""
_MARGIN = 30
_AT_ONCE = 10
"""Two presses within so many seconds are one: the second may still carry the tokens that the first has spent."""


class KnownCenter(BaseModel):
    """A center that the visitor may enter."""

    id: UUID
    name: str


class Session(BaseModel):
    """A signed-in person: their tokens, and the center they are looking at."""

    access: str
    refresh: str | None = None
    centers: list[KnownCenter] = []
    center: UUID | None = None
    name: str | None = None
    method: str | None = None
    """How the person signed in; a card's session is short, and the device is not theirs."""
    over: bool = False
    """Whether it is good for nothing but to know whose it was."""

    def ended(self) -> "Session":
        """What is left of it when it is over."""
        return self.model_copy(update={"refresh": None, "over": True})

    @property
    def is_shared(self) -> bool:
        """Whether the next person will use this device in a minute."""
        return self.method == "card"

    @property
    def id(self) -> UUID:
        """Who it is, by the token; for a resident the resident id."""
        return UUID(str(_claims(self.access)["sub"]))

    @property
    def role(self) -> Role:
        """The role in the token."""
        found: Role = _claims(self.access)["role"]  # type: ignore[assignment]  # the registry signs roles only
        return found

    @property
    def wards(self) -> frozenset[UUID]:
        """The children for whom the token says that its holder speaks."""
        named: list[str] = _claims(self.access).get("wards", [])  # type: ignore[assignment]  # as the registry signs it
        return frozenset(UUID(one) for one in named)

    @property
    def is_due(self) -> bool:
        """Whether it is time for new tokens: when the old are nearly over, and with a card at every return."""
        return self.is_stale(AWAY_AFTER - _AT_ONCE if self.is_shared else _MARGIN)

    def is_stale(self, margin: float) -> bool:
        """Whether the access token is over, or nearly so."""
        expires = _claims(self.access).get("exp", 0)
        return float(str(expires)) < time.time() + margin

    @property
    def has_just_signed_in(self) -> bool:
        """Whether the token says that the person has shown within the last minutes who they are."""
        return float(str(_claims(self.access).get("auth_time", 0))) > time.time() - 300

    @property
    def center_name(self) -> str:
        """The name of the center in sight; empty where there is none."""
        return next((one.name for one in self.centers if one.id == self.center), "")


def new_visitor() -> str:
    """An id for a browser, so that forms can be tied to it."""
    return secrets.token_urlsafe(18)


def _claims(token: str) -> dict[str, object]:
    """The claims of a token that stood in our own sealed cookie; services verify its signature."""
    body = token.split(".")[1]
    claims: dict[str, object] = json.loads(base64.urlsafe_b64decode(body + "=" * (-len(body) % 4)))
    return claims
