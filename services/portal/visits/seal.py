"""Sealed cookies: what the portal remembers of a visitor, unreadable and unchangeable outside it."""

import hashlib
import hmac
import zlib
from pathlib import Path
from typing import TypeVar

from joserfc import jwe
from joserfc.errors import JoseError
from joserfc.jwk import OctKey
from pydantic import BaseModel, ValidationError

Kept = TypeVar("Kept", bound=BaseModel)

_ALGORITHM, _CIPHER = "dir", "A256GCM"


class Seal:
    """Encrypts with a key of the portal alone (JWE, A256GCM)."""

    def __init__(self, secret: bytes) -> None:
        self._key = OctKey.import_key(hashlib.sha256(b"cookie" + secret).digest())
        self._forms = hashlib.sha256(b"forms" + secret).digest()

    @classmethod
    def from_file(cls, path: Path) -> "Seal":
        """The seal whose secret stands in a file."""
        return cls(path.read_bytes().strip())

    def close(self, kept: BaseModel, purpose: str) -> str:
        """The sealed text of `kept`; it opens for the same purpose only."""
        body = zlib.compress(kept.model_dump_json(exclude_none=True).encode(), 9)
        return jwe.encrypt_compact({"alg": _ALGORITHM, "enc": _CIPHER, "typ": purpose}, body, self._key)

    def open(self, kind: type[Kept], sealed: str, purpose: str) -> Kept | None:
        """What was sealed, None where the text is not ours, damaged, of another purpose or of an older form."""
        try:
            opened = jwe.decrypt_compact(sealed, self._key, algorithms=[_ALGORITHM, _CIPHER])
            if opened.headers().get("typ") != purpose or opened.plaintext is None:
                return None
            return kind.model_validate_json(zlib.decompress(opened.plaintext))
        except (JoseError, ValueError, ValidationError, zlib.error):
            return None

    def form_token(self, visitor: str) -> str:
        """What a form of this visitor must carry to be believed."""
        return hmac.new(self._forms, visitor.encode(), hashlib.sha256).hexdigest()

    def believes(self, visitor: str, token: str) -> bool:
        """Whether the token is this visitor's own."""
        return hmac.compare_digest(self.form_token(visitor), token)
