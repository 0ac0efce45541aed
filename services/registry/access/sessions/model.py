"""A signed-in session: who it speaks for, how they signed in, and the one refresh token that is good at present."""

import hmac
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256
from typing import Literal
from uuid import UUID

from sqlalchemy import Text
from sqlalchemy.orm import Mapped, mapped_column

from shared.contracts.permissions import Role
from shared.kit.clock import now
from shared.kit.database import Table
from shared.kit.ids import new_id

Method = Literal["code", "card", "passkey", "oidc"]
"""How somebody has shown who they are."""

LIFETIME = timedelta(days=30)
AT_WORK = timedelta(days=7)
SHORT = timedelta(minutes=5)
"""How long a session may lie idle: a resident's on their own device, one of staff, who see other people's cards, and
one on a device of the center that many use."""
LONGEST = timedelta(days=180)
LONGEST_AT_WORK = timedelta(days=30)
"""However often it is gone on with, a session ends so long after it began."""
HISTORY = timedelta(days=90)
NAMED_FOR = timedelta(minutes=20)
"""An ended session is named for longer than its last access token lives."""
_SECRET_BYTES = 32

_SYSTEMS = (
    ("android", "android"), ("iphone", "ios"), ("ipad", "ios"), ("windows", "windows"), ("mac os", "mac"),
    ("cros", "chromeos"), ("linux", "linux"),
)  # fmt: skip
_BROWSERS = (
    ("yabrowser", "yandex"), ("edg", "edge"), ("opr/", "opera"), ("firefox", "firefox"), ("fxios", "firefox"),
    ("chrom", "chrome"), ("crios", "chrome"), ("safari", "safari"),
)  # fmt: skip


def device_of(user_agent: str) -> str:
    """The kind of a device, `android/chrome`: as much as a person needs to know their own; the rest is not kept."""
    said = user_agent.lower()
    system = next((kind for mark, kind in _SYSTEMS if mark in said), "other")
    return f"{system}/{next((kind for mark, kind in _BROWSERS if mark in said), 'other')}"


@dataclass(frozen=True, slots=True)
class How:
    """How somebody signs in: by which method, on which kind of device."""

    method: Method
    device: str = "other/other"

    def idle(self, role: Role) -> timedelta:
        """A card is shown at the center's own device, which the next person will use in a minute."""
        if self.method == "card":
            return SHORT
        return LIFETIME if role == "resident" else AT_WORK


@dataclass(frozen=True, slots=True)
class RefreshToken:
    """The session's id and a secret; people's devices hold it as opaque text, the registry keeps a digest."""

    session_id: UUID
    secret: str

    @classmethod
    def make(cls, session_id: UUID) -> "RefreshToken":
        """A token with a new secret."""
        return cls(session_id, secrets.token_urlsafe(_SECRET_BYTES))

    @classmethod
    def read(cls, text: str) -> "RefreshToken | None":
        """The token that `text` is, or None where it is none."""
        head, _, secret = text.partition(".")
        try:
            return cls(UUID(hex=head), secret) if secret else None
        except ValueError:
            return None

    def __str__(self) -> str:
        return f"{self.session_id.hex}.{self.secret}"

    @property
    def digest(self) -> bytes:
        """What the registry keeps; the secret is long and random, so a plain hash is enough."""
        return sha256(self.secret.encode()).digest()

    def matches(self, digest: bytes) -> bool:
        """Whether this is the token with that digest, in a time that does not tell how much is alike."""
        return hmac.compare_digest(self.digest, digest)


class SignedInSession(Table):
    """Somebody signed in on one device. Used once, a refresh token is replaced; used twice, it ends the session."""

    __tablename__ = "sessions"

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    role: Mapped[Role] = mapped_column(Text)
    subject_id: Mapped[UUID]
    center_id: Mapped[UUID | None]
    """Where a resident's card lies; None for staff."""
    method: Mapped[Method] = mapped_column(Text)
    device: Mapped[str]
    idle_seconds: Mapped[int]
    refresh_digest: Mapped[bytes]
    opened_at: Mapped[datetime] = mapped_column(default=now)
    authenticated_at: Mapped[datetime] = mapped_column(default=now)
    """When the person last showed who they are; renewing is not showing."""
    used_at: Mapped[datetime] = mapped_column(default=now)
    expires_at: Mapped[datetime]

    def renew(self) -> RefreshToken:
        """The one refresh token that is good from now on, for as long as the session may lie idle."""
        token = RefreshToken.make(self.id)
        self.refresh_digest = token.digest
        self.used_at = now()
        longest = LONGEST if self.role == "resident" else LONGEST_AT_WORK
        self.expires_at = min(self.used_at + timedelta(seconds=self.idle_seconds), self.opened_at + longest)
        return token

    def is_over(self) -> bool:
        """Whether nobody has come back in time."""
        return self.expires_at <= now()


class SignIn(Table):
    """One line of a person's sign-in history, kept for ninety days; no address, no more of a device than its kind."""

    __tablename__ = "sign_ins"

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    subject_id: Mapped[UUID]
    session_id: Mapped[UUID]
    method: Mapped[Method] = mapped_column(Text)
    device: Mapped[str]
    at: Mapped[datetime] = mapped_column(default=now)


class EndedSession(Table):
    """A session that was ended; the database writes it down, in whichever way it ends (migration 0014)."""

    __tablename__ = "ended_sessions"

    digest: Mapped[bytes] = mapped_column(primary_key=True)
    ended_at: Mapped[datetime]
