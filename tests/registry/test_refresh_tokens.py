"""A refresh token is opaque text of which the registry keeps a digest."""

from uuid import UUID, uuid4

import pytest

from services.registry.access.sessions.model import RefreshToken


def test_a_token_is_read_back_from_its_text() -> None:
    token = RefreshToken.make(uuid4())
    assert RefreshToken.read(str(token)) == token


def test_a_token_matches_its_own_digest_only() -> None:
    session = uuid4()
    token, other = RefreshToken.make(session), RefreshToken.make(session)
    assert token.matches(token.digest)
    assert not token.matches(other.digest)
    assert token.secret.encode() not in token.digest


@pytest.mark.parametrize(
    "text", ["", ".", "x.y", UUID(int=1).hex, f"{UUID(int=1).hex}.", "0" * 32, "\x00.\x00"]
)
def test_other_texts_are_no_token(text: str) -> None:
    assert RefreshToken.read(text) is None


def test_tokens_are_long_and_differ() -> None:
    made = {RefreshToken.make(UUID(int=1)).secret for _ in range(50)}
    assert len(made) == 50
    assert min(len(secret) for secret in made) >= 43, "32 bytes, 256 bits"
