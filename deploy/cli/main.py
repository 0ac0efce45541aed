"""`sosedi`: the commands of whoever keeps a city running."""

import os
import sys

import typer

from deploy.cli import audits, backups, centers, letters, rebuilds, scrubs
from deploy.cli.place import here
from deploy.cli.status import status
from deploy.cli.tokens import token

app = typer.Typer(
    no_args_is_help=True, help="Keep a city of neighborhood centers running.", add_completion=False
)
demo = typer.Typer(no_args_is_help=True, help="The demo city.")


@app.command()
def run() -> None:
    """Start the whole city here (SOSEDI_PORT, SOSEDI_DATA, SOSEDI_DEMO) until Ctrl-C."""
    os.execv(sys.executable, [sys.executable, "-m", "deploy.embedded"])  # noqa: S606 a program of our own


@demo.callback()
def _demo() -> None:
    """The demo city."""


@demo.command()
def load() -> None:
    """Load the demo into a running city."""
    place = here()
    os.environ["SOSEDI_RUN_JSON"] = str(place.data / "run.json")
    os.execv(sys.executable, [sys.executable, "-m", "deploy.demo"])  # noqa: S606 a program of our own


app.command()(status)
app.command()(token)
app.command()(letters.republish)
app.add_typer(letters.app, name="dead-letters")
app.command()(backups.backup)
app.command()(backups.restore)
app.command()(scrubs.scrub)
app.add_typer(rebuilds.app, name="city")
app.add_typer(centers.app, name="center")
app.add_typer(audits.app, name="audit")
app.add_typer(demo, name="demo")
