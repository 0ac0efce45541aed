"""How messages get into the stream: as one atomic batch, or one by one where a batch is refused."""

import json
from collections.abc import Sequence
from uuid import uuid4

from nats.aio.client import Client

from shared.kit.cloud_event import Message

TIMEOUT = 5.0
"""Seconds to wait for the stream's acknowledgement."""


class Refused(RuntimeError):
    """The stream has said no, or something else than the stream answered."""


async def publish_batch(client: Client, stream: str, messages: Sequence[Message]) -> None:
    """Publishes all of `messages` or none (JetStream atomic batch, at most 1,000).

    Raises Refused, also where one of them is in the stream already; any other error leaves the outcome open.
    """
    batch = uuid4().hex
    for place, message in enumerate(messages, 1):
        message.headers.update({"Nats-Batch-Id": batch, "Nats-Batch-Sequence": str(place)})
    for message in messages[:-1]:
        await client.publish(message.subject, message.data, headers=message.headers)
    last = messages[-1]
    answer = await client.request(
        last.subject, last.data, timeout=TIMEOUT, headers={**last.headers, "Nats-Batch-Commit": "1"}
    )
    if _taken(answer.data, stream).get("count") != len(messages):
        raise Refused("the batch is incomplete")


async def publish_one(client: Client, stream: str, message: Message) -> None:
    """Publishes one message; being in the stream already counts as published. Raises Refused."""
    headers = {name: value for name, value in message.headers.items() if not name.startswith("Nats-Batch-")}
    answer = await client.request(message.subject, message.data, timeout=TIMEOUT, headers=headers)
    _taken(answer.data, stream)


def _taken(answer: bytes, stream: str) -> dict[str, object]:
    found: dict[str, object] = json.loads(answer)
    if (error := found.get("error")) is not None:
        raise Refused(json.dumps(error))
    if found.get("stream") != stream:
        raise Refused(f"taken by {found.get('stream')}, not by {stream}")
    return found
