"""`sosedi token`: a short-lived bearer token for scripts, noted in the registry's audit log."""

import asyncio
import getpass
from typing import Annotated
from uuid import UUID

import typer

from deploy.cli.place import Place, here
from shared.contracts.permissions import ROLES, STANDINGS, Role

_ROLES = [role for role in ROLES if role not in STANDINGS]


def token(
    role: Annotated[str, typer.Option(help=f"one of {', '.join(_ROLES)}")],
    center: Annotated[list[str] | None, typer.Option(help="a center's short name; may be repeated")] = None,
    subject: Annotated[UUID | None, typer.Option(help="whose token; a new id unless said")] = None,
) -> None:
    """Print a bearer token that lasts fifteen minutes."""
    known = next((one for one in _ROLES if one == role), None)
    if known is None:
        raise typer.BadParameter(f"the role is one of {', '.join(_ROLES)}")
    place = here()
    centers = [UUID(place.center(slug)["id"]) for slug in center or []]
    if known in {"resident", "manager"} and not centers:
        raise typer.BadParameter(f"a {known} needs --center")
    typer.echo(asyncio.run(make_token(place, known, centers, subject)))


async def make_token(place: Place, role: Role, centers: list[UUID], subject: UUID | None = None) -> str:
    """Signs a token with the registry's key after the audit log has it."""
    from services.registry.access.keys.model import SigningKeys
    from shared.kit import audit
    from shared.kit.database import Database
    from shared.kit.ids import new_id

    whose = subject or new_id()
    database = Database(place.database("registry"), pool=1)
    try:
        of_centers: list[UUID | None] = [*centers] or [None]
        for center in of_centers:
            async with database.transaction(center) as session:
                audit.note(
                    session, f"token.made-for-{role}", whose, ground=f"sosedi token, {getpass.getuser()}"
                )
    finally:
        await database.close()
    return SigningKeys.read(place.signing_key).token(whose, role, centers)
