"""`sosedi audit`: checkpoints of the audit logs, kept outside the databases, and the look whether all is whole."""

import asyncio
import os
import time
from pathlib import Path
from typing import Annotated

import typer

from deploy import topology
from deploy.cli.place import Place, here

app = typer.Typer(no_args_is_help=True, help="The audit logs of all services.")
File = Annotated[
    Path | None, typer.Option(help="where checkpoints are kept; <data>/audit/checkpoints unless said")
]


@app.command()
def checkpoint(
    file: File = None,
    every: Annotated[
        int | None, typer.Option(min=60, help="do it again every so many seconds, without an end")
    ] = None,
) -> None:
    """Sign how far each log goes, and add it to the file; copy the file to where nobody here can change it."""
    _sign(file)
    while every:
        time.sleep(every)
        _sign(file)


def _sign(file: Path | None) -> None:
    from deploy import audit
    from services.registry.access.keys.model import SigningKeys

    place = here()
    keys = SigningKeys.read(place.signing_key)
    for part in topology.parts():
        if part.database and (head := asyncio.run(audit.head(place.database(part.name)))):
            line, seal = head
            audit.write_checkpoint(_file(place, file), keys, part.name, line, seal)
            typer.echo(f"{part.name}: {seal.place} lines up to {line}")


@app.command()
def verify(file: File = None) -> None:
    """Look whether a line was altered, removed (also at the end) or reordered; the exit status is 1 where one was."""
    from deploy import audit
    from services.registry.access.keys.model import SigningKeys

    place = here()
    keys = SigningKeys.read(place.signing_key)
    checkpoints, wrong = audit.read_checkpoints(_file(place, file), keys)
    for one in wrong:
        typer.echo(f"checkpoints: {one}", err=True)
    broken = bool(wrong)
    for part in topology.parts():
        if not part.database:
            continue
        found = asyncio.run(audit.look_through(part.name, place.database(part.name), checkpoints))
        for one in found.wrong:
            typer.echo(f"{part.name}: {one}", err=True)
        broken = broken or bool(found.wrong)
        state = "broken" if found.wrong else "whole"
        typer.echo(f"{part.name}: {state}, {found.lines} lines, {found.checkpoints} checkpoints")
    if broken:
        raise typer.Exit(1)


def _file(place: Place, given: Path | None) -> Path:
    told = os.environ.get("SOSEDI_AUDIT_CHECKPOINTS")
    return given or (Path(told) if told else place.data / "audit" / "checkpoints")
