"""A device that stands in the center: where a manager has enrolled it, residents sign in by their card."""

import hmac
import secrets
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from uuid import UUID

from sqlalchemy.orm import Mapped, mapped_column

from shared.kit.clock import now
from shared.kit.database import Table, TenantRow
from shared.kit.ids import new_id


@dataclass(frozen=True, slots=True)
class DeviceKey:
    """What the device holds: its center, its id and a secret; the registry keeps a digest."""

    center_id: UUID
    device_id: UUID
    secret: str

    @classmethod
    def make(cls, center: UUID, device: UUID) -> "DeviceKey":
        """A key with a new secret."""
        return cls(center, device, secrets.token_urlsafe(32))

    @classmethod
    def read(cls, text: str) -> "DeviceKey | None":
        """The key that `text` is, or None where it is none."""
        center, _, rest = text.partition(".")
        device, _, secret = rest.partition(".")
        try:
            return cls(UUID(hex=center), UUID(hex=device), secret) if secret else None
        except ValueError:
            return None

    def __str__(self) -> str:
        return f"{self.center_id.hex}.{self.device_id.hex}.{self.secret}"

    @property
    def digest(self) -> bytes:
        """The secret is long and random, so a plain hash is enough."""
        return sha256(self.secret.encode()).digest()


class Device(TenantRow, Table):
    """One device of one center, until a manager revokes it."""

    __tablename__ = "devices"

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    name: Mapped[str]
    key_digest: Mapped[bytes]
    enrolled_by: Mapped[UUID]
    enrolled_at: Mapped[datetime] = mapped_column(default=now)
    used_at: Mapped[datetime | None]
    revoked_at: Mapped[datetime | None]

    def opens_with(self, key: DeviceKey) -> bool:
        """Whether the key is this device's and has not been revoked."""
        return self.revoked_at is None and hmac.compare_digest(self.key_digest, key.digest)
