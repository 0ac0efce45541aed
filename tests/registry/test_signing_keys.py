"""Tokens are signed by a key whose public half the registry publishes."""

import json
import time
from pathlib import Path
from uuid import uuid4

import pytest
from cryptography.hazmat.primitives.asymmetric.ec import SECP256R1, generate_private_key
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from joserfc import jwt
from joserfc.jwk import OKPKey

from services.registry.access.keys.model import SigningKeys
from shared.kit.access import Keys, TokenRefused


def make_keys(count: int = 1) -> SigningKeys:
    return SigningKeys([OKPKey.generate_key("Ed25519") for _ in range(count)])


async def test_a_token_is_verified_with_the_published_keys() -> None:
    keys, subject, center = make_keys(), uuid4(), uuid4()
    caller = await Keys.of(keys.published()).caller(keys.token(subject, "resident", [center]))
    assert (caller.id, caller.role, caller.centers) == (subject, "resident", frozenset([center]))


async def test_an_old_key_stays_good_after_a_new_one_was_put_first() -> None:
    old, new = OKPKey.generate_key("Ed25519"), OKPKey.generate_key("Ed25519")
    token = SigningKeys([old]).token(uuid4(), "city", [])
    assert (await Keys.of(SigningKeys([new, old]).published()).caller(token)).role == "city"


async def test_a_token_of_another_key_is_refused() -> None:
    with pytest.raises(TokenRefused):
        await Keys.of(make_keys().published()).caller(make_keys().token(uuid4(), "operator", []))


async def test_a_token_is_refused_after_fifteen_minutes() -> None:
    keys = make_keys()
    known = Keys.of(keys.published())
    await known.caller(keys.token(uuid4(), "operator", [], at=time.time() - 14 * 60))
    with pytest.raises(TokenRefused):
        await known.caller(keys.token(uuid4(), "operator", [], at=time.time() - 15 * 60 - 1))


def test_every_token_names_its_key_and_has_an_id_of_its_own() -> None:
    keys = make_keys()
    read = [jwt.decode(keys.token(uuid4(), "city", []), OKPKey.import_key({**one}), algorithms=["Ed25519"])
            for one in keys.published()["keys"] * 2]  # fmt: skip
    assert {one.header["kid"] for one in read} == {keys.kid}
    assert len({one.claims["jti"] for one in read}) == 2


def test_nothing_private_is_published() -> None:
    assert {frozenset(one) for one in make_keys(2).published()["keys"]} == {
        frozenset({"kty", "crv", "x", "kid", "use", "alg"})
    }


def test_a_key_is_read_from_pem_from_a_jwk_and_from_a_set(tmp_path: Path) -> None:
    key = OKPKey.generate_key("Ed25519")
    pem, jwk, jwks = tmp_path / "key.pem", tmp_path / "key.json", tmp_path / "keys.json"
    pem.write_bytes(key.as_pem(private=True))
    jwk.write_text(json.dumps(key.as_dict(private=True)))
    jwks.write_text(json.dumps({"keys": [key.as_dict(private=True)]}))
    assert {SigningKeys.read(file).kid for file in (pem, jwk, jwks)} == {key.thumbprint()}


async def test_a_new_key_written_before_the_old_one_signs_and_both_are_believed(tmp_path: Path) -> None:
    old, new = OKPKey.generate_key("Ed25519"), OKPKey.generate_key("Ed25519")
    file = tmp_path / "signing.pem"
    file.write_bytes(new.as_pem(private=True) + old.as_pem(private=True))
    keys = SigningKeys.read(file)
    assert keys.kid == new.thumbprint()
    assert (
        await Keys.of(keys.published()).caller(SigningKeys([old]).token(uuid4(), "city", []))
    ).role == "city"


@pytest.mark.parametrize("content", [b"", b"no key at all", b"-----BEGIN PRIVATE KEY-----\n"])
def test_a_file_without_a_whole_key_is_refused(tmp_path: Path, content: bytes) -> None:
    file = tmp_path / "signing.pem"
    file.write_bytes(content)
    with pytest.raises(ValueError, match="signing keys"):
        SigningKeys.read(file)


def test_a_key_of_another_kind_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "key.pem"
    key = generate_private_key(SECP256R1())
    file.write_bytes(key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()))
    with pytest.raises(ValueError, match="key"):
        SigningKeys.read(file)


def test_a_public_key_cannot_sign() -> None:
    public = OKPKey.import_key(OKPKey.generate_key("Ed25519").as_dict(private=False))
    with pytest.raises(ValueError, match="private"):
        SigningKeys([public])


def test_secrets_differ_by_purpose_and_by_key() -> None:
    keys = make_keys()
    assert keys.secret("codes") == keys.secret("codes")
    assert len({keys.secret("codes"), keys.secret("limits"), make_keys().secret("codes")}) == 3
