"""Facts as the relay publishes them."""

from typing import cast
from uuid import UUID

import asyncpg

from shared.contracts.fact import Fact
from shared.kit import outbox
from shared.kit.cloud_event import Message, to_message


def message_of(fact: Fact, center: UUID, node: str) -> tuple[UUID, Message]:
    """The id and the message of `fact`, made by the code that makes them from outbox rows."""
    going = outbox.outgoing(fact, center)
    row = {
        "event_id": going.id,
        "type": going.type,
        "subject": going.subject,
        "data": going.data,
        "correlation_id": going.correlation,
        "causation_id": going.causation,
        "traceparent": going.traceparent,
        "occurred_at": going.occurred_at,
    }
    return going.id, to_message(cast(asyncpg.Record, row), f"/{node}/{fact.service}")
