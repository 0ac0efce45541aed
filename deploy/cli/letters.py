"""`sosedi dead-letters`: facts that a service gave up, each with its reason; and `sosedi republish`."""

import asyncio
from collections.abc import AsyncIterator, Callable, Coroutine
from contextlib import asynccontextmanager
from typing import Annotated, TypeVar

import asyncpg
import nats
import typer
from nats.aio.client import Client
from rich.console import Console
from rich.table import Table

from deploy import topology
from deploy.cli.place import NODE, here
from shared.kit import dead_letters
from shared.kit.relay import republish as republish_facts
from shared.kit.trouble import NoAnswer

app = typer.Typer(no_args_is_help=True, help="Facts that a service gave up.")
Number = Annotated[int, typer.Argument(help="as `list` shows it")]
T = TypeVar("T")


@app.command("list")
def listed(
    service: Annotated[str | None, typer.Option(help="of one service only")] = None,
    limit: int = 100,
) -> None:
    """List the oldest dead letters with their reasons."""
    found = _with_nats(lambda client: dead_letters.listed(client, NODE, service, limit))
    table = Table("number", "service", "fact", "since", "attempts", "reason")
    for letter in found:
        at = letter.at.astimezone().strftime("%Y-%m-%d %H:%M")
        table.add_row(
            str(letter.number), letter.service, letter.type, at, str(letter.attempts), letter.reason
        )
    Console().print(table if found else "No dead letters.")


@app.command()
def show(number: Number) -> None:
    """Show one dead letter whole."""
    letter = _with_nats(lambda client: dead_letters.show(client, NODE, number))
    for name, value in letter.headers.items():
        typer.echo(f"{name}: {value}")
    typer.echo("")
    typer.echo(letter.data.decode(errors="replace"))


@app.command()
def replay(number: Number) -> None:
    """Hand a dead letter back to its service, which applies it once."""
    _with_nats(lambda client: dead_letters.replay(client, NODE, number))
    typer.echo(f"{number} was taken back.")


@app.command()
def drop(number: Number) -> None:
    """Delete a dead letter for good."""
    _with_nats(lambda client: dead_letters.drop(client, NODE, number))
    typer.echo(f"{number} is deleted.")


def republish(
    days: Annotated[int, typer.Option(min=1, help="how far back")],
    service: Annotated[str | None, typer.Option(help="of one service only")] = None,
) -> None:
    """Publish again every fact of the last days; whoever has applied one ignores it."""
    place = here()
    for part in topology.parts():
        if part.database and service in (None, part.name):
            count = asyncio.run(_republish(place.database(part.name), days))
            typer.echo(f"{part.name}: {count}")


async def _republish(dsn: str, days: int) -> int:
    connection = await asyncpg.connect(dsn)
    try:
        return await republish_facts(connection, days)
    finally:
        await connection.close()


def _with_nats(work: Callable[[Client], Coroutine[None, None, T]]) -> T:
    async def run() -> T:
        async with _connected() as client:
            return await work(client)

    try:
        return asyncio.run(run())
    except dead_letters.NoSuchLetter as error:
        raise typer.BadParameter(f"there is no dead letter {error}") from None
    except (NoAnswer, dead_letters.ReplayRefused) as error:
        typer.echo(f"not taken back: {error}", err=True)
        raise typer.Exit(1) from None


@asynccontextmanager
async def _connected() -> AsyncIterator[Client]:
    client = await nats.connect(here().nats, name="sosedi-cli")
    try:
        yield client
    finally:
        await client.close()
