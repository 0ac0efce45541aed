"""Who is calling: bearer tokens signed by the registry (Ed25519 JWT), verified offline with its published keys."""

import time
from collections import OrderedDict
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, cast
from uuid import UUID

import httpx
from joserfc import jwt
from joserfc.errors import JoseError
from joserfc.jwk import KeySet, KeySetSerialization

from shared.contracts.permissions import ROLES, STANDINGS, Role
from shared.kit.ended import PATH, Ended, published_at
from shared.kit.problems import DomainError, Forbidden, NotFound

ISSUER = "sosedi"
AUDIENCE = "sosedi-api"
"""For whom tokens are made: the services of this city. What else is signed with the same key is for nobody here."""
ALGORITHM = "Ed25519"

JWKS = "/.well-known/jwks.json"
_REMEMBERED = 4096
_claims = jwt.JWTClaimsRegistry(
    iss={"essential": True, "value": ISSUER},
    aud={"essential": True, "value": AUDIENCE},
    sub={"essential": True},
    exp={"essential": True},
)


class TokenMissing(DomainError):
    """No bearer token was sent."""

    status = 401
    code = "access.token-missing"
    title = "Нужно войти"


class TokenRefused(DomainError):
    """The token is expired, malformed, not signed by the registry, or its session has ended."""

    status = 401
    code = "access.token-refused"
    title = "Нужно войти заново"


class RoleRefused(Forbidden):
    """The caller's role may not do this."""

    code = "access.role-refused"
    title = "У вас нет такого права"


class KeysUnavailable(DomainError):
    """The registry's keys have not been read yet and cannot be read now."""

    status = 503
    code = "access.keys-unavailable"
    title = "Сейчас не получается проверить вход; попробуйте через минуту"


@dataclass(frozen=True, slots=True)
class Caller:
    """Whoever sent the request. A resident's `id` is their resident id in their one center.

    A guardian is a resident with `wards`, an activist one with `organisations`: each with the moment (seconds since
    1970) at which the term of the post ends, or None.
    """

    id: UUID
    role: Role
    centers: frozenset[UUID]
    wards: frozenset[UUID] = frozenset()
    organisations: Mapping[UUID, float | None] = field(default_factory=dict, hash=False)
    authenticated_at: float = 0.0
    """When the person last showed who they are, in seconds since 1970; see `shared.kit.recently`. A token that does
    not say so was made for a script, by whoever holds the signing key, when it was issued."""
    session: UUID | None = None
    """The session the token was made for; None for a script's."""

    @property
    def roles(self) -> frozenset[Role]:
        """The role of the token, and what a resident is besides at this moment."""
        standings: set[Role] = {self.role}
        if self.wards:
            standings.add("guardian")
        if any(self.acts_in(organisation) for organisation in self.organisations):
            standings.add("activist")
        return frozenset(standings)

    def enters(self, center: UUID) -> None:
        """Raises NotFound where `center` is not the caller's: a foreign center looks like no center."""
        if center not in self.centers:
            raise NotFound

    def must_be(self, *roles: Role) -> None:
        """Raises RoleRefused where the caller is none of these."""
        if self.role not in roles and self.roles.isdisjoint(roles):
            raise RoleRefused

    def is_resident(self, resident: UUID) -> bool:
        """Whether the caller is this very resident."""
        return self.role == "resident" and self.id == resident

    def acts_in(self, organisation: UUID) -> bool:
        """Whether the caller holds a post in this organisation whose term has not ended."""
        if organisation not in self.organisations:
            return False
        ends = self.organisations[organisation]
        return ends is None or ends > time.time()


class Keys:
    """The registry's public keys, read when first needed and again when an unknown one is met."""

    def __init__(self, url: str | None, known: KeySet | None = None) -> None:
        self._url = url
        self._known = known
        self._read_at = 0.0
        self._callers: OrderedDict[str, tuple[Caller, float]] = OrderedDict()
        self.ended = Ended(published_at(url.removesuffix(JWKS) + PATH)) if url else None
        """Which sessions have ended; None where nobody says so."""

    @classmethod
    def of(cls, jwks: Mapping[str, Any]) -> "Keys":  # Any: a JWK Set is JSON
        """Keys that are already at hand."""
        return cls(None, KeySet.import_key_set(cast(KeySetSerialization, jwks)))

    async def caller(self, token: str) -> Caller:
        """The caller that a token speaks of; raises TokenRefused, also where its session has ended since."""
        caller = await self._known_caller(token)
        if caller.session is not None and self.ended is not None and await self.ended.has(caller.session):
            raise TokenRefused
        return caller

    async def _known_caller(self, token: str) -> Caller:
        """A verified token is remembered until it expires."""
        remembered = self._callers.get(token)
        if remembered is not None and remembered[1] > time.time():
            return remembered[0]
        claims = await self._verified(token)
        caller = _caller(claims)
        self._callers[token] = caller, float(claims["exp"])
        if len(self._callers) > _REMEMBERED:
            self._callers.popitem(last=False)
        return caller

    async def _verified(self, token: str) -> dict[str, Any]:  # Any: claims are JSON
        for attempt in (1, 2):
            try:
                decoded = jwt.decode(token, await self._keys(), algorithms=[ALGORITHM])
                _claims.validate(decoded.claims)
                return decoded.claims
            except (JoseError, ValueError) as error:
                if attempt == 2 or not await self._read_anew():
                    raise TokenRefused from error
        raise TokenRefused

    async def _keys(self) -> KeySet:
        if self._known is None and not await self._read_anew():
            raise KeysUnavailable
        assert self._known is not None
        return self._known

    async def _read_anew(self) -> bool:
        """Reads the published keys, at most once in ten seconds; says whether anything was read."""
        if self._url is None or (time.monotonic() - self._read_at < 10 and self._known is not None):
            return False
        self._read_at = time.monotonic()
        try:
            async with httpx.AsyncClient(timeout=3) as client:
                answer = await client.get(self._url)
                answer.raise_for_status()
            self._known = KeySet.import_key_set(answer.json())
        except (httpx.HTTPError, ValueError, JoseError):
            return False
        return True


def _caller(claims: Mapping[str, Any]) -> Caller:  # Any: claims are JSON
    try:
        role = claims["role"]
        if role not in ROLES or role in STANDINGS:
            raise ValueError(role)
        return Caller(
            UUID(claims["sub"]),
            role,
            frozenset(UUID(one) for one in claims.get("centers", ())),
            frozenset(UUID(one) for one in claims.get("wards", ())),
            {UUID(one): ends for one, ends in claims.get("organisations", {}).items()},
            float(claims.get("auth_time", claims.get("iat", 0))),
            UUID(claims["sid"]) if "sid" in claims else None,
        )
    except (AttributeError, KeyError, ValueError, TypeError) as error:
        raise TokenRefused from error
