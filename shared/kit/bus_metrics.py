"""What the bus tells Prometheus."""

from prometheus_client import Counter, Gauge, Histogram

OUTBOX_WAITING = Gauge(
    "sosedi_outbox_waiting", "Facts committed and not yet published (counted up to 100,000).", ["service"]
)
OUTBOX_OLDEST_SECONDS = Gauge(
    "sosedi_outbox_oldest_seconds", "Age of the oldest fact not yet published, in seconds.", ["service"]
)
PUBLISHED = Counter("sosedi_facts_published", "Facts that the stream has taken from the outbox.", ["service"])
PUBLISH_FAILED = Counter(
    "sosedi_publish_failed", "Attempts to publish that failed; the facts stay in the outbox.", ["service"]
)
APPLIED = Counter("sosedi_facts_applied", "Facts applied, each counted once.", ["service", "type"])
REPEATED = Counter("sosedi_facts_repeated", "Facts that came again and changed nothing.", ["service"])
REACTION_SECONDS = Histogram(
    "sosedi_reaction_seconds",
    "Time that a reaction took for one run of facts, in seconds.",
    ["service", "reaction"],
    buckets=(0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 5),
)
CONSUMER_LAG = Gauge(
    "sosedi_consumer_lag", "Facts in the stream that the consumer has not yet heard.", ["service"]
)
PARKED = Gauge(
    "sosedi_parked_facts", "Facts that wait after a failure, or behind one that does.", ["service"]
)
DEAD_LETTERS = Counter("sosedi_dead_letters", "Facts given up and put to the dead letters.", ["service"])
ALARMS = Counter(
    "sosedi_bus_alarms", "Things that need a person: a deleted stream or consumer, a closed connection.",
    ["service", "what"],
)  # fmt: skip
ACTIVE = Gauge(
    "sosedi_active_worker", "1 where this process is the service's one active worker.", ["service"]
)
