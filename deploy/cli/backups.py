"""`sosedi backup` and `sosedi restore`: one file that holds a whole embedded city."""

import asyncio
import os
import shutil
import tarfile
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated

import typer

from deploy import backup as backing_up
from deploy import erased as forgetting
from deploy.accounts import ADMIN
from deploy.cli.place import NODE, here
from deploy.embedded.city import City
from deploy.embedded.folder import AlreadyRunning, DataFolder, Options
from deploy.embedded.placement import programs

_SECRETS = "secrets"


def backup(file: Annotated[Path, typer.Argument(help="the file to write, for example city.tar.gz")]) -> None:
    """Write the running city into one file, which holds people's data and keys: keep it as such."""
    place = here()
    if file.exists():
        raise typer.BadParameter(f"{file} is there already")
    with _folder() as folder, _said_plainly():
        servers = backing_up.Servers(place.admin_database, place.nats, place.monitor, NODE, programs())
        asyncio.run(backing_up.dump(servers, folder))
        shutil.copytree(place.data / _SECRETS, folder / _SECRETS)
        descriptor = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "wb") as opened, tarfile.open(fileobj=opened, mode="w:gz") as archive:
            archive.add(folder, arcname=".")
    typer.echo(f"{file}: {file.stat().st_size / 1_000_000:.1f} MB")


def restore(
    file: Annotated[Path, typer.Argument(help="a file that `sosedi backup` has written")],
    erased: Annotated[
        list[Path] | None,
        typer.Option(help="a list of erased ids; without it every *.erased beside the data folder"),
    ] = None,
) -> None:
    """Fill an empty data folder (SOSEDI_DATA) from a backup; start the city afterwards with `make run`.

    Whoever was erased since the backup was made is erased again, by the list that the city kept beside its data.
    """
    options = Options.of_environment()
    lists = erased or sorted(options.data.parent.glob("*.erased"))
    if options.data.exists() and any(options.data.iterdir()):
        raise typer.BadParameter(f"{options.data} is not empty; name a new folder with SOSEDI_DATA")
    with _folder() as folder, _said_plainly():
        with tarfile.open(file, "r:gz") as archive:
            archive.extractall(folder, filter="data")
        backing_up.read_manifest(folder)
        data = DataFolder(options.data)
        data.open()
        shutil.copytree(folder / _SECRETS, data.path / _SECRETS, dirs_exist_ok=True)
        try:
            forgotten = _fill(City(data, options), folder, lists)
        finally:
            data.close()
    if not lists:
        typer.echo(
            "No list of erased ids was found: whoever was erased since the backup is back. See --erased."
        )
    if forgotten:
        typer.echo(f"Erased since the backup, and forgotten again: {forgotten}.")
    typer.echo(f"{options.data} is restored; `make run` starts it.")


def _fill(city: City, folder: Path, lists: list[Path]) -> int:
    city.start_servers()
    try:
        servers = backing_up.Servers(
            city.postgres.dsn(), city.nats.url(ADMIN), city.nats.monitor, NODE, programs()
        )
        passwords = {part.name: city.folder.password(part.name) for part in city.parts}
        asyncio.run(backing_up.load(servers, folder, passwords))
        dsns = {part.name: dsn for part in city.parts if (dsn := city.database(part)) is not None}
        return asyncio.run(forgetting.forget_again(dsns, forgetting.marks_in(lists)))
    finally:
        city.stop()


@contextmanager
def _folder() -> Iterator[Path]:
    """A folder that only its owner may enter, gone afterwards."""
    with tempfile.TemporaryDirectory(prefix="sosedi-backup-") as name:
        yield Path(name)


@contextmanager
def _said_plainly() -> Iterator[None]:
    try:
        yield
    except (backing_up.BackupFailed, AlreadyRunning, tarfile.TarError, OSError) as error:
        typer.echo(f"failed: {error}", err=True)
        raise typer.Exit(1) from None
