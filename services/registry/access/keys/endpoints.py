"""The public halves of the signing keys, and the keys themselves for the endpoints that sign."""

from typing import Annotated

from fastapi import APIRouter, Depends, Request, Response
from pydantic import BaseModel

from services.registry.access.keys.errors import SigningKeyMissing
from services.registry.access.keys.model import SigningKeys
from shared.kit.problems import problems

router = APIRouter(tags=["keys"])


class PublishedKeys(BaseModel):
    """A JWK Set (RFC 7517)."""

    keys: list[dict[str, str]]


async def signing_keys(request: Request) -> SigningKeys:
    """Raises SigningKeyMissing."""
    found: SigningKeys | None = request.app.state.signing_keys
    if found is None:
        raise SigningKeyMissing
    return found


Signing = Annotated[SigningKeys, Depends(signing_keys)]


@router.get(
    "/.well-known/jwks.json",
    responses=problems(SigningKeyMissing),
    openapi_extra={"security": [], "x-roles": ["anyone"]},
)
async def published_keys(keys: Signing, response: Response) -> PublishedKeys:
    """What tokens are verified with."""
    response.headers["cache-control"] = "public, max-age=300"
    return PublishedKeys(keys=keys.published()["keys"])
