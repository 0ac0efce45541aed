"""Bearer tokens as the registry would sign them, signed with a key that was made for this run."""

import time
from collections.abc import Iterable
from pathlib import Path
from typing import Any
from uuid import UUID

from joserfc import jwt
from joserfc.jwk import OKPKey

from shared.contracts.permissions import Role
from shared.kit.access import ALGORITHM, AUDIENCE, ISSUER, Keys
from shared.kit.ids import new_id


class Tokens:
    """Signs tokens; `keys` is what a service checks them with."""

    def __init__(self) -> None:
        self.key = OKPKey.generate_key("Ed25519")
        self.kid = self.key.thumbprint()

    @property
    def jwks(self) -> dict[str, Any]:  # Any: JSON
        """The public half as a JWK Set."""
        public = self.key.as_dict(private=False)
        return {"keys": [{**public, "kid": self.kid, "use": "sig", "alg": ALGORITHM}]}

    @property
    def keys(self) -> Keys:
        return Keys.of(self.jwks)

    def write_private_key(self, file: Path) -> Path:
        """Writes the signing key as the registry reads it (PEM) and returns the file."""
        file.write_bytes(self.key.as_pem(private=True))
        return file

    def resident(self, center: UUID, resident_id: UUID) -> str:
        return self.of("resident", resident_id, (center,))

    def guardian(self, center: UUID, resident_id: UUID, *wards: UUID) -> str:
        """A resident who speaks for children."""
        return self.of("resident", resident_id, (center,), wards=[str(ward) for ward in wards])

    def activist(
        self, center: UUID, resident_id: UUID, organisation: UUID, term_ends: float | None = None
    ) -> str:
        """A resident who holds a post in an organisation until `term_ends` (seconds since 1970)."""
        return self.of("resident", resident_id, (center,), organisations={str(organisation): term_ends})

    def manager(self, *centers: UUID, subject: UUID | None = None) -> str:
        return self.of("manager", subject or new_id(), centers)

    def city(self) -> str:
        return self.of("city", new_id())

    def operator(self) -> str:
        return self.of("operator", new_id())

    def of(
        self, role: Role, subject: UUID, centers: Iterable[UUID] = (), *, seconds: int = 900, **more: object
    ) -> str:
        """A token of any role, of somebody who has just signed in; negative `seconds` make one that has expired.

        `more` are claims that are added, or that replace others: `auth_time`, `wards`.
        """
        issued = int(time.time())
        claims = {
            "iss": ISSUER,
            "aud": AUDIENCE,
            "sub": str(subject),
            "role": role,
            "centers": [str(center) for center in centers],
            "iat": issued,
            "exp": issued + seconds,
            "auth_time": issued,
            "jti": str(new_id()),
            **more,
        }
        return jwt.encode({"alg": ALGORITHM, "kid": self.kid}, claims, self.key, algorithms=[ALGORITHM])
