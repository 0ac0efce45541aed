"""A passkey of a member of staff, and the name of the site that it is made for."""

from dataclasses import dataclass
from datetime import datetime
from ipaddress import ip_address
from urllib.parse import urlsplit
from uuid import UUID

from sqlalchemy.orm import Mapped, mapped_column

from shared.kit.clock import now
from shared.kit.database import Table
from shared.kit.ids import new_id

MOST = 10
"""So many passkeys an account may have."""


class Passkey(Table):
    """The public half of a key that lies in a person's device, behind their finger or PIN."""

    __tablename__ = "passkeys"

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    account_id: Mapped[UUID]
    credential_id: Mapped[bytes]
    public_key: Mapped[bytes]
    sign_count: Mapped[int]
    transports: Mapped[list[str]]
    synced: Mapped[bool]
    """Whether the device keeps a copy elsewhere, so that losing the device does not lose the key."""
    name: Mapped[str]
    created_at: Mapped[datetime] = mapped_column(default=now)
    used_at: Mapped[datetime | None]


@dataclass(frozen=True, slots=True)
class Site:
    """The name that passkeys are bound to, and the addresses from which they may be used."""

    name: str
    origins: tuple[str, ...]

    @classmethod
    def of(cls, public_url: str) -> "Site | None":
        """The site at this address. Passkeys know names, no numbers: a city on one's own machine (127.0.0.1) is
        `localhost` to them, and one that is reached by any other number has none."""
        parts = urlsplit(public_url)
        host = parts.hostname or ""
        origin = f"{parts.scheme}://{parts.netloc}"
        if not _is_number(host):
            return cls(host, (origin,)) if parts.scheme == "https" or host == "localhost" else None
        if not ip_address(host).is_loopback:
            return None
        port = f":{parts.port}" if parts.port else ""
        return cls("localhost", (f"{parts.scheme}://localhost{port}",))


def _is_number(host: str) -> bool:
    try:
        ip_address(host)
    except ValueError:
        return False
    return True
