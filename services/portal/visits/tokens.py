"""Renewing a session's tokens with the registry, once for all pages that ask at the same moment."""

import asyncio
import time
from collections import OrderedDict
from collections.abc import Mapping

import httpx

from services.portal.visits.api import Api, Read, Refused, Silent
from services.portal.visits.visitor import Session

# Pages loaded side by side come with the same old token; they share what the first of them was given.
_SHARED_FOR = 60.0
_REMEMBERED = 1000


class Tokens(Read):
    """What the registry gives for a code or for a refresh token."""

    access_token: str
    refresh_token: str | None = None


class Renewals:
    """Renews sessions; a refresh token is spent once however many pages carry it."""

    def __init__(self, client: httpx.AsyncClient, services: Mapping[str, str]) -> None:
        self._api = Api(client, services, None)
        self._given: OrderedDict[str, tuple[float, Tokens | None]] = OrderedDict()
        self._locks: dict[str, asyncio.Lock] = {}

    async def renewed(self, session: Session) -> Session | None:
        """The session with new tokens, None where it is over; a silent registry leaves it as it is."""
        if session.refresh is None:
            return None if session.is_stale(0) else session
        lock = self._locks.setdefault(session.refresh, asyncio.Lock())
        try:
            async with lock:
                tokens = await self._tokens(session.refresh)
        except Silent:
            return session
        finally:
            self._locks.pop(session.refresh, None)
        if tokens is None:
            return None
        renewed = {"access": tokens.access_token, "refresh": tokens.refresh_token or session.refresh}
        return session.model_copy(update=renewed)

    async def _tokens(self, refresh: str) -> Tokens | None:
        known = self._given.get(refresh)
        if known is not None and known[0] > time.monotonic():
            return known[1]
        try:
            tokens = await self._api.post(Tokens, "registry", "/sign-in/tokens", {"refresh_token": refresh})
        except Refused:
            tokens = None
        self._given[refresh] = time.monotonic() + _SHARED_FOR, tokens
        if len(self._given) > _REMEMBERED:
            self._given.popitem(last=False)
        return tokens
