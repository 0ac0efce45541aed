"""Asking another service and answering: NATS request and reply, with the correlation id carried along."""

from collections.abc import Iterable
from typing import cast

import structlog
from faststream.nats import NatsBroker, NatsResponse
from faststream.nats.message import NatsMessage
from nats.aio.client import Client
from nats.errors import Error as NatsError
from pydantic import ValidationError

from shared.contracts.requests import Answer, Request
from shared.kit import dead_letters
from shared.kit.applying import Applying
from shared.kit.cloud_event import NotAFact
from shared.kit.correlation import correlation_id, traceparent
from shared.kit.database import Database
from shared.kit.replies import Replies, Reply
from shared.kit.trouble import NoAnswer, reason_of

AT_ONCE = 16
"""So many questions of one kind a process answers at the same time."""
_REFUSED = "ask-refused"
_CORRELATION = "ce-correlationid"

_log = structlog.get_logger()


async def ask(client: Client, request: Request[Answer], timeout: float) -> Answer:
    """The answer of the service that `request` is for; raises NoAnswer, also where that service failed."""
    headers = {}
    if (correlation := correlation_id.get()) is not None:
        headers[_CORRELATION] = correlation
    if (trace := traceparent.get()) is not None:
        headers["traceparent"] = trace
    try:
        body = request.model_dump_json().encode()
        message = await client.request(request.subject, body, timeout=timeout, headers=headers or None)
    except (NatsError, TimeoutError, OSError) as error:
        raise NoAnswer(request.subject) from error
    if message.headers and _REFUSED in message.headers:
        raise NoAnswer(message.headers[_REFUSED])
    return cast(Answer, request.answer.model_validate_json(message.data))


def answer_all(broker: NatsBroker, service: str, replies: Iterable[Replies], database: Database) -> None:
    """Declares the replies of a service to its broker; the copies of the service share the asking."""
    for declared in replies:
        for reply in declared:
            subscriber = broker.subscriber(
                reply.of.subject, queue=service, decoder=_undecoded, max_workers=AT_ONCE
            )
            subscriber(_Answering(reply, database).answer)


def take_back_dead_letters(broker: NatsBroker, service: str, applying: Applying) -> None:
    """Declares the reply by which a service takes its dead letters back."""

    async def take_back(message: NatsMessage) -> NatsResponse:
        try:
            fact = dead_letters.fact_of(message.headers, message.body)
            applying.read(fact)
            await applying.take_back(fact)
        except (NotAFact, ValidationError, KeyError) as error:
            return NatsResponse(reason_of(error).encode())
        return NatsResponse(b"taken")

    broker.subscriber(dead_letters.replay_subject(service), queue=service, decoder=_undecoded)(take_back)


class _Answering:
    def __init__(self, reply: Reply, database: Database) -> None:
        self._reply = reply
        self._database = database

    async def answer(self, message: NatsMessage) -> NatsResponse:
        correlation_id.set(message.headers.get(_CORRELATION))
        traceparent.set(message.headers.get("traceparent"))
        try:
            asked = self._reply.of.model_validate_json(message.body)
            answer = await self._reply.run(self._database, asked)
        except Exception as error:
            _log.error("ask.failed", subject=self._reply.of.subject, why=reason_of(error))
            return NatsResponse(b"", headers={_REFUSED: reason_of(error)})
        return NatsResponse(answer.model_dump_json().encode())


async def _undecoded(message: NatsMessage) -> NatsMessage:
    return message
