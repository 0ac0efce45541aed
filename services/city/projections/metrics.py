"""How fresh the city is."""

from collections.abc import Iterable
from datetime import datetime

from prometheus_client import Histogram

from shared.kit.clock import now

FRESHNESS_SECONDS = Histogram(
    "sosedi_city_freshness_seconds",
    "Time from a fact's happening in a center to its being applied in the city, in seconds.",
    buckets=(0.025, 0.05, 0.1, 0.15, 0.2, 0.25, 0.5, 1, 2.5, 5, 15, 60, 600),
)


def note_freshness(occurred: Iterable[datetime]) -> None:
    """Observes how old facts are as they are applied."""
    at = now()
    for moment in occurred:
        FRESHNESS_SECONDS.observe(max(0.0, (at - moment).total_seconds()))
