"""`sosedi center`: opens a center in a running city."""

import asyncio
import json
import urllib.request
from typing import Annotated, get_args
from urllib.error import HTTPError

import typer

from deploy.cli.place import here
from deploy.cli.tokens import make_token
from shared.contracts.codes import HostType
from shared.kit.ids import new_id

app = typer.Typer(no_args_is_help=True, help="Centers of the network.")


@app.callback()
def _group() -> None:
    """Centers of the network."""


@app.command()
def add(
    slug: Annotated[str, typer.Argument(help="its short name in addresses of pages, forever")],
    name: Annotated[str, typer.Option(help="as people call it")],
    host: Annotated[str, typer.Option(help=f"one of {', '.join(get_args(HostType))}")],
    address: Annotated[str, typer.Option(help="street and house")],
) -> None:
    """Open a center; prints its id."""
    place = here()
    token = asyncio.run(make_token(place, "operator", []))
    ask = urllib.request.Request(  # noqa: S310 our own address
        f"{place.url('registry')}/api/registry/v1/centers",
        json.dumps({"slug": slug, "name": name, "host": host, "address": address}).encode(),
        {
            "authorization": f"Bearer {token}",
            "content-type": "application/json",
            "idempotency-key": str(new_id()),
        },
    )
    try:
        with urllib.request.urlopen(ask, timeout=10) as answer:  # noqa: S310 as above
            typer.echo(json.load(answer)["id"])
        place.note_change()
    except HTTPError as error:
        typer.echo(_refused(error), err=True)
        raise typer.Exit(1) from None


def _refused(error: HTTPError) -> str:
    problem = json.load(error)
    wrong = [f"{one['pointer']}: {one['message']}" for one in problem.get("errors", [])]
    return "\n".join([f"refused: {problem.get('title')} ({problem.get('code')})", *wrong])
