"""A provider that is not what it says: whose metadata, signature, audience or algorithm is another's."""

import time
from base64 import urlsafe_b64encode
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from hashlib import sha256
from typing import Any
from urllib.parse import parse_qs, urlsplit

import httpx
import pytest
from joserfc import jwt
from joserfc.jwk import OctKey, RSAKey

from services.registry.access.oidc.errors import ProviderRefused, ProviderSilent
from services.registry.access.oidc.service import Elsewhere, Person
from services.registry.settings import Provider
from shared.kit.clock import now

ISSUER, CLIENT, BACK = "https://id.example.org", "sosedi", "https://city.example.org/back"
NONCE, VERIFIER = "n" * 43, "v" * 43
THEN = datetime.fromtimestamp(1_700_000_000, UTC)
KEY = RSAKey.generate_key(2048)
Json = Mapping[str, Any]  # Any: JSON


class Impostor(httpx.AsyncBaseTransport):
    """Answers as a provider does, with a token of the test's making."""

    def __init__(self, token: str = "", issuer: str = ISSUER) -> None:
        self.token = token
        self.issuer = issuer
        self.asked: dict[str, list[str]] = {}

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        match request.url.path:
            case "/.well-known/openid-configuration":
                ends = {f"{name}_endpoint": f"{ISSUER}/{name}" for name in ("authorization", "token")}
                return httpx.Response(200, json={"issuer": self.issuer, "jwks_uri": f"{ISSUER}/keys", **ends})
            case "/keys":
                return httpx.Response(200, json={"keys": [KEY.as_dict(private=False)]})
            case _:
                self.asked = parse_qs((await request.aread()).decode())
                return httpx.Response(200, json={"id_token": self.token, "access_token": "x"})


def a_token(key: RSAKey | OctKey = KEY, alg: str = "RS256", **changes: object) -> str:
    now = int(time.time())
    claims: dict[str, object] = {
        "iss": ISSUER, "aud": CLIENT, "sub": "vera", "exp": now + 60, "iat": now, "nonce": NONCE,
        "email": "vera@example.org", "email_verified": True, **changes,
    }  # fmt: skip
    return jwt.encode({"alg": alg}, claims, key, algorithms=[alg])


async def person(impostor: Impostor) -> Person:
    async with httpx.AsyncClient(transport=impostor) as client:
        elsewhere = Elsewhere(Provider(issuer=ISSUER, client_id=CLIENT), client)
        return await elsewhere.person("code", NONCE, VERIFIER, BACK)


async def test_a_good_token_says_who_somebody_is() -> None:
    assert await person(Impostor(a_token())) == Person(ISSUER, "vera", "vera@example.org")


@pytest.mark.parametrize(
    ("told", "at"),
    [
        (1_700_000_000, datetime.fromtimestamp(1_700_000_000, UTC)),
        ("soon", None),
        (True, None),
        (-1, None),
        (None, None),
    ],
)
async def test_when_somebody_showed_who_they_are_is_what_the_provider_says(
    told: object, at: datetime | None
) -> None:
    assert (await person(Impostor(a_token(auth_time=told)))).at == at


async def test_a_time_to_come_is_now() -> None:
    found = await person(Impostor(a_token(auth_time=int(time.time()) + 3600)))
    assert found.at is not None
    assert found.at <= now()


@pytest.mark.parametrize(
    "forged",
    [
        lambda: a_token(RSAKey.generate_key(2048)),
        lambda: a_token(OctKey.import_key(str(KEY.as_dict(private=False)["n"])), "HS256"),
        lambda: a_token().rpartition(".")[0] + ".",
        lambda: "nonsense",
        lambda: "",
    ],
    ids=["another key", "the public key as a secret", "no signature", "no token", "nothing"],
)
async def test_a_token_that_the_provider_did_not_sign_opens_nothing(forged: Callable[[], str]) -> None:
    """Made within the test: made at its collection, the token would be over its minute before it is refused."""
    with pytest.raises(ProviderRefused):
        await person(Impostor(forged()))


@pytest.mark.parametrize(
    "changes", [{"aud": "another"}, {"aud": [CLIENT, "another"], "azp": "another"}], ids=["aud", "azp"]
)
async def test_a_token_for_another_client_opens_nothing(changes: Json) -> None:
    with pytest.raises(ProviderRefused):
        await person(Impostor(a_token(**changes)))


@pytest.mark.parametrize(
    "changes", [{"nonce": "x" * 43}, {"exp": 1}, {"iss": "https://evil.example.org"}, {"nonce": None}]
)
async def test_a_token_of_another_time_or_sign_in_opens_nothing(changes: Json) -> None:
    with pytest.raises(ProviderRefused):
        await person(Impostor(a_token(**changes)))


async def test_metadata_of_another_issuer_is_refused() -> None:
    with pytest.raises(ProviderSilent):
        await person(Impostor(a_token(), issuer="https://evil.example.org"))


async def test_the_verifier_is_the_one_that_was_promised() -> None:
    impostor = Impostor(a_token())
    async with httpx.AsyncClient(transport=impostor) as client:
        elsewhere = Elsewhere(Provider(issuer=ISSUER, client_id=CLIENT), client)
        asked = parse_qs(urlsplit(await elsewhere.address("s", NONCE, VERIFIER, BACK)).query)
        await elsewhere.person("code", NONCE, VERIFIER, BACK)
    sent = impostor.asked["code_verifier"][0]
    promised = urlsafe_b64encode(sha256(sent.encode()).digest()).rstrip(b"=").decode()
    assert asked["code_challenge"] == [promised]
