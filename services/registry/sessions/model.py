"""A signed-in session: who it speaks for, and the one refresh token that is good at present."""

import hmac
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256
from uuid import UUID

from sqlalchemy import Text
from sqlalchemy.orm import Mapped, mapped_column

from shared.contracts.permissions import Role
from shared.kit.clock import now
from shared.kit.database import Table
from shared.kit.ids import new_id

LIFETIME = timedelta(days=30)
_SECRET_BYTES = 32


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
    refresh_digest: Mapped[bytes]
    opened_at: Mapped[datetime] = mapped_column(default=now)
    expires_at: Mapped[datetime]

    def renew(self) -> RefreshToken:
        """The one refresh token that is good from now on, for thirty days."""
        token = RefreshToken.make(self.id)
        self.refresh_digest = token.digest
        self.expires_at = now() + LIFETIME
        return token

    def is_over(self) -> bool:
        """Whether nobody has come back in time."""
        return self.expires_at <= now()
