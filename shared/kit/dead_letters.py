"""Dead letters: facts that a consumer gave up, each with the reason, to be looked at, replayed or dropped."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from nats.aio.client import Client
from nats.js.api import RawStreamMsg
from nats.js.errors import NotFoundError

from shared.kit import bus_metrics as metrics
from shared.kit.clock import now
from shared.kit.cloud_event import Heard, read_parts
from shared.kit.trouble import NoAnswer

_REASON, _SERVICE, _SUBJECT = "dead-reason", "dead-service", "dead-subject"
_KEPT = ("ce-", "content-type", "traceparent")
_SEQUENCE, _ATTEMPTS, _AT = "dead-sequence", "dead-attempts", "dead-at"


@dataclass(frozen=True, slots=True)
class Burial:
    """A message of the stream that a service gives up, and why."""

    service: str
    subject: str
    headers: Mapping[str, str]
    data: bytes
    sequence: int
    attempts: int
    reason: str


class NoSuchLetter(LookupError):
    """No dead letter has this number."""


class ReplayRefused(RuntimeError):
    """The service did not take the fact back."""


@dataclass(frozen=True, slots=True)
class DeadLetter:
    """One fact that one service gave up; `number` names it in every command."""

    number: int
    service: str
    type: str
    reason: str
    attempts: int
    at: datetime
    subject: str
    headers: Mapping[str, str]
    data: bytes


async def bury(client: Client, node: str, letter: Burial) -> None:
    """Puts a message into the dead letters and waits until it is on the disk; raises nats errors."""
    kept = {name: value for name, value in letter.headers.items() if name.lower().startswith(_KEPT)}
    dead = {
        _REASON: " ".join(letter.reason.split())[:1000],
        _SERVICE: letter.service,
        _SUBJECT: letter.subject,
        _SEQUENCE: str(letter.sequence),
        _ATTEMPTS: str(letter.attempts),
        _AT: now().isoformat(),
    }
    stream = f"DLQ_{node}"
    jetstream = client.jetstream()
    await jetstream.publish(
        f"dl.{letter.service}", letter.data, headers=kept | dead, stream=stream, timeout=5
    )
    metrics.DEAD_LETTERS.labels(letter.service).inc()


async def listed(client: Client, node: str, service: str | None = None, limit: int = 100) -> list[DeadLetter]:
    """The oldest dead letters, of one service or of all."""
    found: list[DeadLetter] = []
    number = 0
    while len(found) < limit:
        message = await _next(client, node, number + 1, f"dl.{service or '*'}")
        if message is None:
            break
        letter = _letter(message)
        number = letter.number
        found.append(letter)
    return found


async def show(client: Client, node: str, number: int) -> DeadLetter:
    """One dead letter; raises NoSuchLetter."""
    try:
        return _letter(await client.jetstream().get_msg(f"DLQ_{node}", number))
    except NotFoundError:
        raise NoSuchLetter(number) from None


async def replay(client: Client, node: str, number: int) -> None:
    """Hands a dead letter back to its service, which applies it once, and drops it from the dead letters.

    The service must be running. Raises NoSuchLetter, NoAnswer, ReplayRefused.
    """
    letter = await show(client, node, number)
    headers = dict(letter.headers)
    try:
        answer = await client.request(replay_subject(letter.service), letter.data, timeout=5, headers=headers)
    except Exception as error:
        raise NoAnswer(letter.service) from error
    if answer.data != b"taken":
        raise ReplayRefused(answer.data.decode())
    await drop(client, node, number)


async def drop(client: Client, node: str, number: int) -> None:
    """Deletes a dead letter for good; raises NoSuchLetter."""
    await show(client, node, number)
    await client.jetstream().delete_msg(f"DLQ_{node}", number)


def replay_subject(service: str) -> str:
    """Where a service takes its dead letters back."""
    return f"rq.{service}.replay"


def fact_of(headers: Mapping[str, str], data: bytes) -> Heard:
    """The fact that a dead letter was; raises NotAFact, KeyError."""
    return read_parts(headers[_SUBJECT], headers, data, int(headers[_SEQUENCE]))


async def _next(client: Client, node: str, after: int, subject: str) -> RawStreamMsg | None:
    try:
        return await client.jetstream().get_msg(f"DLQ_{node}", after, subject=subject, next=True)
    except NotFoundError:
        return None


def _letter(message: RawStreamMsg) -> DeadLetter:
    headers = message.headers or {}
    return DeadLetter(
        number=message.seq or 0,
        service=headers.get(_SERVICE, ""),
        type=headers.get("ce-type", ""),
        reason=headers.get(_REASON, ""),
        attempts=int(headers.get(_ATTEMPTS, "0")),
        at=datetime.fromisoformat(headers[_AT]),
        subject=headers.get(_SUBJECT, ""),
        headers=headers,
        data=message.data or b"",
    )
