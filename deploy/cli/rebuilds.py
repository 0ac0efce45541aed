"""`sosedi city rebuild`: the city's projections made anew from the stream."""

import asyncio

import typer

from deploy.cli.place import NODE, here

app = typer.Typer(no_args_is_help=True, help="The city's aggregates.")


@app.callback()
def _group() -> None:
    """The city's aggregates."""


@app.command()
def rebuild() -> None:
    """Empty the city's projections and hear every fact again; the city keeps answering meanwhile."""
    from deploy import rebuild as rebuilding

    place = here()
    try:
        asyncio.run(
            rebuilding.rebuild(
                place.admin_database, place.database("city"), place.nats, place.monitor, NODE, typer.echo
            )
        )
    except rebuilding.NotCaughtUp as error:
        typer.echo(str(error), err=True)
        raise typer.Exit(1) from None
    typer.echo("The city is rebuilt.")
