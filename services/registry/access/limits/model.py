"""How often sign-in codes may be asked for: by contact, by network address, and in all."""

import hmac
from dataclasses import dataclass
from datetime import timedelta


@dataclass(frozen=True, slots=True)
class Limit:
    """At most `most` in a window that begins with the first."""

    name: str
    most: int
    window: timedelta


@dataclass(frozen=True, slots=True)
class Counted:
    """One limit for one counted thing; the key does not lead back to the thing without the pepper."""

    limit: Limit
    key: bytes


def counted(limit: Limit, thing: str, pepper: bytes) -> Counted:
    """What is counted under `limit` for `thing`: a contact, an address."""
    return Counted(limit, hmac.digest(pepper, f"{limit.name}:{thing}".encode(), "sha256"))
