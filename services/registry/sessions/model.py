"""A signed-in session: who it speaks for, and the one refresh token that is good at present."""

import hmac
import secrets
from dataclasses import dataclass
from datetime import timedelta
from hashlib import sha256
from uuid import UUID

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
