"""A request to sign in with one contact, and the roles that a proven contact opens."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from uuid import UUID

from sqlalchemy import SmallInteger
from sqlalchemy.orm import Mapped, mapped_column

from services.registry.access.codes.model import TRIES, clean_code, digest_code, same_digest
from services.registry.places.centers.model import Center
from shared.contracts.permissions import Role
from shared.kit.database import Table
from shared.kit.problems import invalid


class SignInRequest(Table):
    """Somebody wants to show that a contact is theirs; good for ten minutes, five tries and one sign-in."""

    __tablename__ = "sign_in_requests"

    id: Mapped[UUID] = mapped_column(primary_key=True)
    contact: Mapped[str]
    center_id: Mapped[UUID | None]
    code_digest: Mapped[bytes]
    browser_digest: Mapped[bytes | None]
    """Of a secret that the asking browser keeps; a code that another browser types is a wrong code."""
    tries: Mapped[int] = mapped_column(SmallInteger, default=0)
    expires_at: Mapped[datetime]
    used_at: Mapped[datetime | None]

    @property
    def tries_left(self) -> int:
        """How often a code may still be typed."""
        return TRIES - self.tries

    def opens_with(self, typed: str, browser: str | None, pepper: bytes) -> bool:
        """Whether this is the code that was sent, however it was typed, in the browser that asked for it."""
        is_the_code = same_digest(self.code_digest, digest_code(pepper, self.id, clean_code(typed)))
        return is_the_browser(self.browser_digest, browser) and is_the_code


def browser_digest(browser: str | None) -> bytes | None:
    """What is kept of a browser's secret."""
    return None if browser is None else sha256(browser.encode()).digest()


def is_the_browser(kept: bytes | None, browser: str | None) -> bool:
    """Whether the browser is the one that asked; whoever named none is not asked for one."""
    return kept is None or same_digest(kept, browser_digest(browser) or b"")


@dataclass(frozen=True, slots=True)
class Choice:
    """One role in which a person may sign in: a card of a resident, or a staff account."""

    id: UUID
    role: Role
    centers: Sequence[Center]

    @property
    def center_ids(self) -> list[UUID]:
        """The centers that the token will name."""
        return [center.id for center in self.centers]


def choose(choices: Sequence[Choice], wanted: UUID | None, center: UUID | None) -> Choice | None:
    """The choice wanted, or the only one (in `center`, where one was named); None where people must say.

    Raises Invalid where the choice wanted is not among the choices.
    """
    if wanted is not None:
        for one in choices:
            if one.id == wanted:
                return one
        raise invalid("/choice", "sign-in.choice-unknown", "Такого выбора нет")
    fitting = [one for one in choices if center is None or center in one.center_ids]
    return fitting[0] if len(fitting) == 1 else None
