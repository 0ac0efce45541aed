"""A printed card with which somebody without telephone or mail signs in at the center's own device."""

import secrets
import unicodedata
from datetime import datetime
from hashlib import sha256
from uuid import UUID

from sqlalchemy.orm import Mapped, mapped_column

from shared.kit.clock import now
from shared.kit.database import Table, TenantRow
from shared.kit.ids import new_id

DIGITS = 40
"""132 bits by lot. Digits alone: a scanner that types them does not mind which keyboard layout is on."""


class ResidentCard(TenantRow, Table):
    """One card; of one person one card is in force. Only the digest of its secret is kept."""

    __tablename__ = "resident_cards"

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    resident_id: Mapped[UUID]
    digest: Mapped[str]
    issued_by: Mapped[UUID | None]
    issued_at: Mapped[datetime] = mapped_column(default=now)
    ended_at: Mapped[datetime | None]


def make_secret() -> str:
    """What the code on the card says."""
    return f"{secrets.randbelow(10**DIGITS):0{DIGITS}}"


def digest_card(secret: str) -> str:
    """What is kept of a card: the secret is long and random, so a plain hash is enough."""
    return sha256(secret.encode()).hexdigest()


def read_secret(typed: str) -> str:
    """The digits in what a scanner or a person typed, however they are spaced; full-width digits too."""
    return "".join(c for c in unicodedata.normalize("NFKC", typed[:400]) if c in "0123456789")
