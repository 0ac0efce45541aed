"""What erasures tell Prometheus."""

from prometheus_client import Gauge

OVERDUE = Gauge(
    "sosedi_erasures_overdue", "Erasures that some service has not confirmed in time: needs a person."
)
