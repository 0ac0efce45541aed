"""Backups: every database at one moment, the streams, and what the city needs to read them again."""

import asyncio
import base64
import json
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Literal

import asyncpg
import nats
from nats.aio.client import Client
from nats.js.api import AckPolicy, ConsumerConfig, DeliverPolicy, PubAck
from nats.js.errors import NotFoundError
from pydantic import BaseModel, ValidationError

from deploy import provision, topology
from deploy.roles import Connection, dsn_of, ensure_database, ensure_roles
from shared.kit.cloud_event import MSG_ID

_CHUNK = 500


class BackupFailed(RuntimeError):
    """A backup could not be made or read; the message says what was tried."""


@dataclass(frozen=True)
class Servers:
    """Where the administrator reaches the servers, and where PostgreSQL's own programs are."""

    postgres: str
    nats: str
    monitor: str
    node: str
    programs: Path


class Manifest(BaseModel):
    """What a backup says of itself."""

    format: Literal[1]
    made_at: datetime
    node: str
    databases: list[str]
    streams: dict[str, int]


async def dump(servers: Servers, folder: Path) -> None:
    """Writes every database and the streams into `folder`, while the city goes on.

    All databases are dumped as of one moment: for that moment no service can apply a fact, so no backup holds
    the effect of a fact without its cause. Raises BackupFailed.
    """
    parts = [part for part in topology.parts() if part.database]
    async with _one_moment(servers, parts) as snapshots:
        for name, snapshot in snapshots.items():
            await _run(
                servers.programs / "pg_dump", "--format=custom", f"--snapshot={snapshot}",
                f"--file={folder / name}.dump", dsn_of(servers.postgres, name),
            )  # fmt: skip
    counts = {stream: await _dump_stream(servers, stream, folder) for stream in _streams(servers.node)}
    manifest = Manifest(
        format=1,
        made_at=datetime.now(UTC),
        node=servers.node,
        databases=[part.name for part in parts],
        streams=counts,
    )
    (folder / "manifest.json").write_text(manifest.model_dump_json(indent=2))


async def load(servers: Servers, folder: Path, passwords: Mapping[str, str]) -> None:
    """Fills empty servers from a folder that `dump` has written; raises BackupFailed where they are not empty."""
    manifest = read_manifest(folder)
    parts = [topology.part(name) for name in manifest.databases]
    admin = await asyncpg.connect(servers.postgres)
    try:
        for part in parts:
            if await admin.fetchval("select 1 from pg_database where datname = $1", part.name):
                raise BackupFailed(f"there is a database {part.name} already")
            await ensure_roles(admin, part, passwords[part.name])
            await ensure_database(admin, part, part.name)
    finally:
        await admin.close()
    for part in parts:
        await _run(
            servers.programs / "pg_restore", "--exit-on-error", "--single-transaction",
            f"--dbname={dsn_of(servers.postgres, part.name)}", str(folder / f"{part.name}.dump"),
        )  # fmt: skip
    await provision.streams(servers.nats, servers.monitor, servers.node, parts)
    for stream in _streams(servers.node):
        await _load_stream(servers, stream, folder)


def read_manifest(folder: Path) -> Manifest:
    """What a backup holds; raises BackupFailed where it is none that can be read."""
    try:
        return Manifest.model_validate_json((folder / "manifest.json").read_text())
    except FileNotFoundError:
        raise BackupFailed(f"{folder} is not a backup") from None
    except ValidationError as error:
        raise BackupFailed(f"this backup cannot be read by this program: {error}") from None


def _streams(node: str) -> list[str]:
    return [f"EV_{node}", f"DLQ_{node}"]


@asynccontextmanager
async def _one_moment(servers: Servers, parts: Sequence[topology.Part]) -> AsyncIterator[dict[str, str]]:
    """A snapshot of every database, all of one moment; they last as long as the block."""
    async with AsyncExitStack() as stack:
        connections = {part.name: await _connect(servers, part.name, stack) for part in parts}
        holding = [await _connect(servers, part.name, stack) for part in parts]
        for connection in holding:
            await connection.execute("begin; set local lock_timeout = '10s'; lock table inbox in share mode")
        snapshots = {}
        for name, connection in connections.items():
            await connection.execute("begin isolation level repeatable read read only")
            snapshots[name] = await connection.fetchval("select pg_export_snapshot()")
        for connection in holding:
            await connection.execute("rollback")
        yield snapshots


async def _connect(servers: Servers, database: str, stack: AsyncExitStack) -> Connection:
    connection = await asyncpg.connect(dsn_of(servers.postgres, database))
    stack.push_async_callback(connection.close)
    return connection


async def _dump_stream(servers: Servers, stream: str, folder: Path) -> int:
    """Writes every message of a stream, one JSON line each, and returns how many."""
    count = 0
    client = await nats.connect(servers.nats, name="sosedi-backup")
    try:
        with (folder / f"{stream}.jsonl").open("w", encoding="utf-8") as file:
            async for line in _messages(client, stream):
                file.write(json.dumps(line, ensure_ascii=False) + "\n")
                count += 1
    finally:
        await client.close()
    return count


async def _messages(client: Client, stream: str) -> AsyncIterator[dict[str, object]]:
    jetstream = client.jetstream()
    try:
        last = (await jetstream.stream_info(stream)).state.last_seq
    except NotFoundError:
        return
    config = ConsumerConfig(
        deliver_policy=DeliverPolicy.ALL, ack_policy=AckPolicy.NONE, inactive_threshold=60, mem_storage=True
    )
    consumer = await jetstream.add_consumer(stream, config)
    subscription = await jetstream.pull_subscribe_bind(consumer.name, stream)
    waiting = consumer.num_pending or 0
    while waiting:
        for message in await subscription.fetch(min(waiting, _CHUNK), timeout=10):
            waiting -= 1
            if message.metadata.sequence.stream > last:
                return
            yield {
                "sequence": message.metadata.sequence.stream,
                "subject": message.subject,
                "headers": dict(message.headers or {}),
                "data": base64.b64encode(message.data).decode(),
            }


async def _load_stream(servers: Servers, stream: str, folder: Path) -> None:
    """Publishes the lines of a stream again, in their order; who has applied a fact ignores it."""
    client = await nats.connect(servers.nats, name="sosedi-restore")
    try:
        jetstream = client.jetstream()
        waiting: list[asyncio.Future[PubAck]] = []
        for line in (folder / f"{stream}.jsonl").read_text(encoding="utf-8").splitlines():
            message = json.loads(line)
            headers = {name: value for name, value in message["headers"].items() if _is_kept(name)}
            waiting.append(
                await jetstream.publish_async(
                    message["subject"], base64.b64decode(message["data"]), stream=stream, headers=headers
                )
            )
            if len(waiting) >= _CHUNK:
                await asyncio.gather(*waiting)
                waiting.clear()
        await asyncio.gather(*waiting)
    finally:
        await client.close()


def _is_kept(header: str) -> bool:
    """NATS' own headers speak of the old stream, but for the one that tells doubles."""
    return header == MSG_ID or not header.startswith("Nats-")


async def _run(program: Path, *arguments: str) -> None:
    process = await asyncio.create_subprocess_exec(
        program, *arguments, stdout=asyncio.subprocess.DEVNULL, stderr=asyncio.subprocess.PIPE
    )
    _, said = await process.communicate()
    if process.returncode != 0:
        raise BackupFailed(f"{program.name} ended with {process.returncode}: {said.decode(errors='replace')}")
