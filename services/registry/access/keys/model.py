"""The registry's signing keys: the first signs, all are published, and secrets are derived from the first."""

import json
import re
import time
from collections.abc import Iterable, Mapping, Sequence
from datetime import timedelta
from pathlib import Path
from uuid import UUID

from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from joserfc import jwt
from joserfc.errors import JoseError
from joserfc.jwk import KeySet, OKPKey

from services.registry.people.standing.model import Standing
from shared.contracts.permissions import Role
from shared.kit.access import ALGORITHM, AUDIENCE, ISSUER
from shared.kit.ids import new_id

TOKEN_LIFETIME = timedelta(minutes=15)
_ONE_OF_PEM = re.compile(rb"-----BEGIN [^-]+-----.+?-----END [^-]+-----", re.DOTALL)


class SigningKeys:
    """Ed25519 keys in the order of the file. To change a key, put the new one first and keep the old until
    every token it signed has expired."""

    def __init__(self, keys: Sequence[OKPKey]) -> None:
        if not keys or any(key.curve_name != ALGORITHM or not key.is_private for key in keys):
            raise ValueError("signing keys are private Ed25519 keys")
        self._keys = {key.thumbprint(): key for key in keys}
        self.kid = keys[0].thumbprint()
        """The id of the key that signs: its thumbprint (RFC 7638)."""

    @classmethod
    def read(cls, file: Path) -> "SigningKeys":
        """The keys of a PEM file (PKCS 8; one or several), a JWK or a JWK Set. Raises ValueError for anything else."""
        content = file.read_bytes()
        try:
            if not content.lstrip().startswith(b"{"):
                return cls([OKPKey.import_key(one) for one in _ONE_OF_PEM.findall(content)])
            found = json.loads(content)
            return cls([OKPKey.import_key(one) for one in found.get("keys", [found])])
        except JoseError as error:
            raise ValueError("signing keys are private Ed25519 keys") from error

    def published(self) -> dict[str, list[dict[str, str]]]:
        """The public halves as a JWK Set (RFC 7517)."""
        return {"keys": [_public(kid, key) for kid, key in self._keys.items()]}

    def token(
        self,
        subject: UUID,
        role: Role,
        centers: Iterable[UUID],
        session: UUID | None = None,
        at: float | None = None,
        *,
        authenticated_at: float | None = None,
        standing: Standing = Standing(),
        seconds: int | None = None,
    ) -> str:
        """A bearer token that speaks of `subject` for fifteen minutes from `at` (seconds since 1970; now).

        `authenticated_at` is when the person showed who they are; at the making of the token unless said.
        """
        issued = int(time.time() if at is None else at)
        lifetime = int(TOKEN_LIFETIME.total_seconds()) if seconds is None else seconds
        claims: dict[str, object] = {
            "iss": ISSUER,
            "aud": AUDIENCE,
            "sub": str(subject),
            "role": role,
            "centers": sorted(str(center) for center in centers),
            "iat": issued,
            "exp": issued + lifetime,
            "auth_time": issued if authenticated_at is None else int(authenticated_at),
            "jti": str(new_id()),
        }
        if session is not None:
            claims["sid"] = str(session)
        if standing.wards:
            claims["wards"] = sorted(str(ward) for ward in standing.wards)
        if standing.organisations:
            claims["organisations"] = {str(one): ends for one, ends in standing.organisations.items()}
        header = {"alg": ALGORITHM, "kid": self.kid}
        return jwt.encode(header, claims, self._keys[self.kid], algorithms=[ALGORITHM])

    def sign(self, claims: Mapping[str, object], kind: str) -> str:
        """A signed statement that is no token: `kind` stands in its header, and nothing in it lets anybody in."""
        header = {"alg": ALGORITHM, "kid": self.kid, "typ": kind}
        return jwt.encode(header, dict(claims), self._keys[self.kid], algorithms=[ALGORITHM])

    def signed(self, text: str, kind: str) -> Mapping[str, object]:
        """What such a statement says; raises ValueError where it is not ours."""
        try:
            decoded = jwt.decode(text, KeySet(list(self._keys.values())), algorithms=[ALGORITHM])
        except JoseError as error:
            raise ValueError("not signed by these keys") from error
        if decoded.header.get("typ") != kind:
            raise ValueError("a statement of another kind")
        return decoded.claims

    def secret(self, purpose: str) -> bytes:
        """Thirty-two bytes for one purpose, known only to holders of the signing key (HKDF, RFC 5869)."""
        private = self._keys[self.kid].raw_value.private_bytes_raw()  # type: ignore[union-attr]  # private, see __init__
        return HKDF(SHA256(), 32, salt=None, info=f"sosedi {purpose}".encode()).derive(private)


def _public(kid: str, key: OKPKey) -> dict[str, str]:
    public: Mapping[str, object] = key.as_dict(private=False)
    return {name: str(value) for name, value in public.items()} | {"kid": kid, "use": "sig", "alg": ALGORITHM}
