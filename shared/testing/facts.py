"""Facts as the relay publishes them: CloudEvents 1.0 in NATS' binary mode."""

from uuid import UUID

from shared.contracts.fact import Fact
from shared.kit.clock import now
from shared.kit.ids import new_id


def message_of(fact: Fact, center: UUID) -> tuple[str, bytes, dict[str, str], UUID]:
    """Subject, body, headers and id of the message that says `fact`."""
    fact_id = new_id()
    headers = {
        "Nats-Msg-Id": str(fact_id),
        "ce-specversion": "1.0",
        "ce-id": str(fact_id),
        "ce-source": f"sosedi/{fact.service}",
        "ce-type": fact.type,
        "ce-time": now().isoformat(),
        "ce-subject": str(fact.aggregate_id),
        "content-type": "application/json",
    }
    return fact.subject(center), fact.model_dump_json().encode(), headers, fact_id
