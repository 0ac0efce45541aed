"""A fact on the wire: CloudEvents 1.0, binary mode, in NATS headers."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

import asyncpg
from nats.aio.msg import Msg

MSG_ID = "Nats-Msg-Id"


class NotAFact(ValueError):
    """A message in the stream that cannot be read as a fact; the text says why and carries no content."""


@dataclass(frozen=True, slots=True)
class Message:
    """What is published."""

    subject: str
    data: bytes
    headers: dict[str, str]


@dataclass(frozen=True, slots=True)
class Heard:
    """One fact as it came from the stream, its body not yet read."""

    id: UUID
    type: str
    center: UUID
    occurred_at: datetime
    subject: str
    sequence: int
    data: bytes
    headers: Mapping[str, str]

    @property
    def aggregate(self) -> str:
        """What keeps its facts in order: the subject without the fact's name."""
        return self.subject.rpartition(".")[0]


def to_message(row: asyncpg.Record, source: str) -> Message:
    """The message of one outbox row; `source` is `/<node>/<service>`."""
    event_id = str(row["event_id"])
    headers = {
        MSG_ID: event_id,
        "ce-specversion": "1.0",
        "ce-id": event_id,
        "ce-source": source,
        "ce-type": row["type"],
        "ce-time": row["occurred_at"].isoformat(),
        "ce-subject": row["subject"].split(".", 3)[3].rpartition(".")[0],
        "content-type": "application/json",
    }
    for name, value in (
        ("ce-correlationid", row["correlation_id"]),
        ("ce-causationid", row["causation_id"]),
        ("traceparent", row["traceparent"]),
    ):
        if value:
            headers[name] = value
    return Message(row["subject"], row["data"].encode(), headers)


def read(message: Msg) -> Heard:
    """The envelope of a message of the stream; raises NotAFact."""
    return read_parts(message.subject, message.headers or {}, message.data, message.metadata.sequence.stream)


def read_parts(subject: str, headers: Mapping[str, str], data: bytes, sequence: int) -> Heard:
    """As `read`, from the parts; the center is what the subject says. Raises NotAFact."""
    try:
        return Heard(
            id=UUID(headers["ce-id"]),
            type=headers["ce-type"],
            center=UUID(subject.split(".", 2)[1]),
            occurred_at=datetime.fromisoformat(headers["ce-time"]),
            subject=subject,
            sequence=sequence,
            data=data,
            headers=headers,
        )
    except KeyError as error:
        raise NotAFact(f"no header {error.args[0]}") from None
    except (ValueError, IndexError):
        raise NotAFact("an id, a time or the subject cannot be read") from None
