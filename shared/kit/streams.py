"""Provisioning: the node's streams and the services' consumers, made by a step of its own and by nobody else."""

import asyncio
import json
import urllib.request
from collections.abc import Mapping, Sequence

import nats
from nats.aio.client import Client

ACK_WAIT = 30.0
"""Seconds after which the stream tells again what a consumer has heard and not confirmed."""
_NANOSECONDS = 1_000_000_000
_NOT_FOUND = {10014, 10059}

Json = dict[str, object]


class UnsafeServer(RuntimeError):
    """The server would acknowledge a fact before it is on the disk, or is too old for atomic batches."""


class ProvisioningFailed(RuntimeError):
    """The server has refused a stream or a consumer."""


async def provision(
    nats_url: str, monitor_url: str, node: str, consumers: Mapping[str, Sequence[str]], replicas: int = 1
) -> None:
    """Makes or updates `EV_<node>`, `DLQ_<node>` and one durable consumer a service; never deletes anything.

    `consumers` maps a service to the subjects it hears (`shared.kit.reactions.patterns`). Raises UnsafeServer
    where the running server does not sync every write, ProvisioningFailed where it refuses.
    """
    await must_sync_always(monitor_url)
    client = await nats.connect(nats_url, name="sosedi-provisioning", max_reconnect_attempts=10)
    try:
        await _ensure_stream(client, _facts(node, replicas))
        await _ensure_stream(client, _dead_letters(node, replicas))
        for service, subjects in consumers.items():
            if subjects:
                await _ensure_consumer(client, f"EV_{node}", service, subjects)
    finally:
        await client.close()


async def must_sync_always(monitor_url: str) -> None:
    """Raises UnsafeServer where the server at `monitor_url` may acknowledge before it has written."""
    config = await asyncio.to_thread(_jetstream_config, monitor_url)
    if not config.get("sync_always"):
        raise UnsafeServer("jetstream { sync_interval: always } is missing in the server's configuration")


def _jetstream_config(monitor_url: str) -> Json:
    with urllib.request.urlopen(f"{monitor_url}/jsz?config=1", timeout=5) as answer:  # noqa: S310 our own server
        found: Json = json.load(answer).get("config") or {}
    return found


def _facts(node: str, replicas: int) -> Json:
    return _stream(f"EV_{node}", ["ev.>"], replicas) | {
        "allow_atomic": True,
        "duplicate_window": 120 * _NANOSECONDS,
    }


def _dead_letters(node: str, replicas: int) -> Json:
    return _stream(f"DLQ_{node}", ["dl.>"], replicas)


def _stream(name: str, subjects: list[str], replicas: int) -> Json:
    return {
        "name": name,
        "subjects": subjects,
        "retention": "limits",
        "storage": "file",
        "discard": "new",
        "num_replicas": replicas,
        "allow_direct": True,
    }


async def _ensure_stream(client: Client, wanted: Json) -> None:
    name = wanted["name"]
    found = await _ask(client, f"STREAM.INFO.{name}", None)
    if found is None:
        await _ask(client, f"STREAM.CREATE.{name}", wanted)
        return
    config = found["config"]
    assert isinstance(config, dict)
    if any(config.get(key) != value for key, value in wanted.items()):
        await _ask(client, f"STREAM.UPDATE.{name}", config | wanted)


async def _ensure_consumer(client: Client, stream: str, service: str, subjects: Sequence[str]) -> None:
    wanted: Json = {
        "name": service,
        "durable_name": service,
        "deliver_policy": "all",
        "ack_policy": "all",
        "ack_wait": int(ACK_WAIT * _NANOSECONDS),
        "max_ack_pending": 10_000,
        "max_deliver": -1,
        "replay_policy": "instant",
        "filter_subjects": sorted(subjects),
    }
    found = await _ask(client, f"CONSUMER.INFO.{stream}.{service}", None)
    if found is not None:
        config = found["config"]
        assert isinstance(config, dict)
        if all(config.get(key) == value for key, value in wanted.items()):
            return
        wanted = config | wanted
    body: Json = {"stream_name": stream, "config": wanted, "action": ""}
    await _ask(client, f"CONSUMER.CREATE.{stream}.{service}", body)


async def _ask(client: Client, what: str, body: Json | None) -> Json | None:
    """The server's answer, None where the thing does not exist; raises ProvisioningFailed."""
    data = b"" if body is None else json.dumps(body).encode()
    answer: Json = json.loads((await client.request(f"$JS.API.{what}", data, timeout=10)).data)
    error = answer.get("error")
    if error is None:
        return answer
    assert isinstance(error, dict)
    if error.get("err_code") in _NOT_FOUND:
        return None
    raise ProvisioningFailed(f"{what}: {error.get('description')}")
