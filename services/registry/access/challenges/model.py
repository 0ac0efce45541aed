"""What was given out to be answered once: a passkey's challenge, the state of a sign-in elsewhere."""

import secrets
from datetime import datetime, timedelta
from typing import Literal
from uuid import UUID

from sqlalchemy import Text
from sqlalchemy.orm import Mapped, mapped_column

from services.registry.access.sign_in.model import browser_digest, is_the_browser
from shared.kit.clock import now
from shared.kit.database import Table
from shared.kit.ids import new_id

Kind = Literal["passkey-made", "passkey", "oidc"]
LIFETIME = timedelta(minutes=5)


class Challenge(Table):
    """Good once, for five minutes, in the browser that asked."""

    __tablename__ = "challenges"

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    kind: Mapped[Kind] = mapped_column(Text)
    secret: Mapped[str]
    """A passkey's challenge; for a sign-in elsewhere state, nonce and the verifier of PKCE, one a word."""
    browser_digest: Mapped[bytes | None]
    account_id: Mapped[UUID | None]
    expires_at: Mapped[datetime]

    @classmethod
    def make(
        cls, kind: Kind, browser: str | None = None, account: UUID | None = None, secrets_: int = 1
    ) -> "Challenge":
        """A challenge with so many new secrets."""
        return cls(
            id=new_id(),
            kind=kind,
            secret=" ".join(secrets.token_urlsafe(32) for _ in range(secrets_)),
            browser_digest=browser_digest(browser),
            account_id=account,
            expires_at=now() + LIFETIME,
        )

    def is_good(self, kind: Kind, browser: str | None, account: UUID | None = None) -> bool:
        """Whether it was given out for this, to this browser, in time."""
        return (
            self.kind == kind
            and self.account_id == account
            and self.expires_at > now()
            and is_the_browser(self.browser_digest, browser)
        )
