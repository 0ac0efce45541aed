"""What every service checks tokens with: the public halves of the signing keys, and which sessions have ended."""

from typing import Annotated

from fastapi import APIRouter, Depends, Request, Response
from pydantic import BaseModel

from services.registry.access.keys.errors import SigningKeyMissing
from services.registry.access.keys.model import SigningKeys
from services.registry.access.sessions.repository import ended_lately
from shared.kit.access import JWKS
from shared.kit.database import Database
from shared.kit.ended import PATH
from shared.kit.problems import problems

router = APIRouter(tags=["keys"])


class PublishedKeys(BaseModel):
    """A JWK Set (RFC 7517)."""

    keys: list[dict[str, str]]


class EndedSessions(BaseModel):
    """Digests of sessions (SHA-256, the first sixteen bytes, hexadecimal); their ids cannot be found by them."""

    names: list[str]


async def signing_keys(request: Request) -> SigningKeys:
    """Raises SigningKeyMissing."""
    found: SigningKeys | None = request.app.state.signing_keys
    if found is None:
        raise SigningKeyMissing
    return found


Signing = Annotated[SigningKeys, Depends(signing_keys)]


_PUBLIC = {"security": [], "x-roles": ["anyone"]}


@router.get(JWKS, responses=problems(SigningKeyMissing), openapi_extra=_PUBLIC)
async def published_keys(keys: Signing, response: Response) -> PublishedKeys:
    """What tokens are verified with."""
    response.headers["cache-control"] = "public, max-age=300"
    return PublishedKeys(keys=keys.published()["keys"])


@router.get(PATH, openapi_extra=_PUBLIC)
async def published_ended_sessions(request: Request, response: Response) -> EndedSessions:
    """Whose access tokens are good for nothing any more, though their time is not over."""
    response.headers["cache-control"] = "no-store"
    return EndedSessions(names=await names_of_ended(request.app.state.database))


async def names_of_ended(database: Database) -> list[str]:
    """The names of sessions that ended while a token of theirs may still live."""
    async with database.transaction(None) as session:
        return [digest.hex() for digest in await ended_lately(session)]
