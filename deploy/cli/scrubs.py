"""`sosedi scrub`: what was erased leaves the disk too."""

import asyncio

import typer

from deploy.cli.place import here


def scrub() -> None:
    """Rewrite the databases so that no byte of an erased person is left; at night, each table waits for its turn."""
    from deploy import scrub as scrubbing

    asyncio.run(scrubbing.scrub(here().admin_database, typer.echo))
