"""Talking to an OpenID provider: code flow with PKCE (S256), state and nonce; only what it signed is believed."""

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from urllib.parse import quote_plus

import httpx
import structlog
from joserfc import jwt
from joserfc.errors import JoseError
from joserfc.jwk import KeySet

from services.registry.access.oidc.errors import NoProvider, ProviderRefused, ProviderSilent
from services.registry.settings import Provider
from shared.kit.clock import now

_ALGORITHMS = ["RS256", "RS384", "RS512", "PS256", "ES256", "ES384", "EdDSA", "Ed25519"]
"""Signatures by the provider's own key: neither `none` nor a shared secret."""
_LEEWAY = 30


Json = Mapping[str, Any]  # Any: JSON
_log = structlog.get_logger()


@dataclass(frozen=True, slots=True)
class Person:
    """Who the provider says has signed in; `mail` only where it has verified the address."""

    issuer: str
    subject: str
    mail: str | None
    at: datetime | None = None
    """When they showed there who they are; None where the provider does not say so."""


class Elsewhere:
    """One provider, as its discovery document describes it."""

    def __init__(self, provider: Provider, client: httpx.AsyncClient) -> None:
        if provider.issuer is None or provider.client_id is None:
            raise NoProvider
        self._issuer = provider.issuer.rstrip("/")
        self._client_id = provider.client_id
        self._secret = provider.secret_file.read_text().strip() if provider.secret_file else None
        self._client = client

    async def address(
        self, state: str, nonce: str, verifier: str, redirect_uri: str, *, anew: bool = False
    ) -> str:
        """Where the browser goes, to show who one is even if one is signed in there; raises ProviderSilent."""
        # authlib here and below: only a process in which somebody signs in elsewhere keeps it in memory
        from authlib.oauth2.rfc6749.parameters import prepare_grant_uri
        from authlib.oauth2.rfc7636 import create_s256_code_challenge

        metadata = await self._metadata()
        asked_anew = {"max_age": "0", "prompt": "login"} if anew else {}
        address: str = prepare_grant_uri(
            metadata["authorization_endpoint"],
            self._client_id,
            "code",
            redirect_uri=redirect_uri,
            scope="openid email",
            state=state,
            nonce=nonce,
            code_challenge=create_s256_code_challenge(verifier),  # type: ignore[no-untyped-call]  # the stubs leave it open
            code_challenge_method="S256",
            **asked_anew,
        )
        return address

    async def person(self, code: str, nonce: str, verifier: str, redirect_uri: str) -> Person:
        """Who has signed in; raises ProviderSilent and ProviderRefused."""
        from authlib.oauth2.rfc6749.parameters import prepare_token_request

        metadata = await self._metadata()
        body = prepare_token_request(
            "authorization_code", code=code, redirect_uri=redirect_uri, code_verifier=verifier,
            client_id=self._client_id,
        )  # fmt: skip
        auth = None
        if self._secret is not None:  # RFC 6749, 2.3.1: both are encoded as in a form
            auth = httpx.BasicAuth(quote_plus(self._client_id), quote_plus(self._secret))
        headers = {"content-type": "application/x-www-form-urlencoded", "accept": "application/json"}
        given = await self._json("POST", metadata["token_endpoint"], content=body, headers=headers, auth=auth)
        claims = await self._believed(str(given.get("id_token", "")), metadata["jwks_uri"], nonce)
        known = claims if "email" in claims else await self._told(metadata, given, claims)
        mail = known.get("email") if known.get("email_verified") is True else None
        return Person(
            self._issuer,
            str(claims["sub"]),
            str(mail).lower() if mail else None,
            _moment(claims.get("auth_time")),
        )

    async def _told(self, metadata: Json, given: Json, claims: Json) -> Json:
        """What the provider says of the person beside the token (OpenID Connect Core, 5.3)."""
        if "userinfo_endpoint" not in metadata:
            return claims
        headers = {"authorization": f"Bearer {given.get('access_token', '')}"}
        told = await self._json("GET", metadata["userinfo_endpoint"], headers=headers)
        if told.get("sub") != claims["sub"]:
            raise ProviderRefused
        return told

    async def _believed(self, token: str, jwks_uri: str, nonce: str) -> Json:
        expected = jwt.JWTClaimsRegistry(
            leeway=_LEEWAY,
            iss={"essential": True, "value": self._issuer},
            aud={"essential": True, "value": self._client_id},
            sub={"essential": True},
            exp={"essential": True},
            iat={"essential": True},
            nonce={"essential": True, "value": nonce},
        )
        keys = await self._json("GET", jwks_uri)
        try:
            decoded = jwt.decode(token, KeySet.import_key_set(keys), algorithms=_ALGORITHMS)  # type: ignore[arg-type]  # JSON
            expected.validate(decoded.claims)
        except (JoseError, ValueError) as error:
            raise ProviderRefused from error
        if decoded.claims.get("azp", self._client_id) != self._client_id:
            raise ProviderRefused
        return decoded.claims

    async def _metadata(self) -> Json:
        from authlib.oidc.discovery import OpenIDProviderMetadata

        found = await self._json("GET", f"{self._issuer}/.well-known/openid-configuration")
        metadata = OpenIDProviderMetadata(found)
        try:
            metadata.validate_issuer()
            metadata.validate_authorization_endpoint()
            metadata.validate_token_endpoint()
            metadata.validate_jwks_uri()  # type: ignore[no-untyped-call]  # as above
        except ValueError as error:
            if not self._issuer.startswith(
                "http://127.0.0.1"
            ):  # a provider on this very machine needs no TLS
                raise ProviderSilent from error
        if str(found.get("issuer", "")).rstrip("/") != self._issuer:
            raise ProviderSilent
        return found

    async def _json(self, method: str, url: str, **sent: Any) -> dict[str, Any]:  # Any: httpx's own, and JSON
        try:
            answer = await self._client.request(method, url, **sent)
        except httpx.HTTPError as error:
            raise ProviderSilent from error
        if 400 <= answer.status_code < 500:
            _log.warning(
                "oidc.refused", path=answer.url.path, status=answer.status_code, error=_error(answer)
            )
            raise ProviderRefused
        if answer.status_code != 200:
            raise ProviderSilent
        try:
            read: dict[str, Any] = answer.json()  # Any: JSON
        except ValueError as error:
            raise ProviderSilent from error
        return read


def _moment(told: object) -> datetime | None:
    """OpenID Connect Core, 2: seconds since 1970; never later than now."""
    if not isinstance(told, int | float) or isinstance(told, bool) or told < 0:
        return None
    return min(datetime.fromtimestamp(told, UTC), now())


def _error(answer: httpx.Response) -> str | None:
    """The provider's own code (RFC 6749, 5.2), `invalid_client`: what whoever has set it up here must mend."""
    with suppress(ValueError, AttributeError):
        said = answer.json().get("error")
        return str(said)[:40] if said else None
    return None
