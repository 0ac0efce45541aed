"""The connection to NATS: it never gives up, and a connection that is closed for good ends the process."""

import os
import sys
from collections.abc import Callable

import structlog
from faststream.nats import NatsBroker

from shared.kit import bus_metrics as metrics

OnFatal = Callable[[str], None]
"""What to do when this process can be of no more use; it is given the reason."""

STOP_SECONDS = 4
"""How long a stopping service finishes what it has in hand."""
GOODBYE_SECONDS = 2
"""How long taking leave of a server may last; a silent one is left without."""
_EXIT_CODE = 70
_log = structlog.get_logger()


def end_process(why: str) -> None:
    """Ends this process at once, so that its supervisor starts another.

    Nothing is lost by that: a fact is in the outbox or in the stream, and applying it is one transaction.
    """
    _log.critical("bus.process-ends", why=why)
    sys.stdout.flush()
    os._exit(_EXIT_CODE)


def make_broker(url: str, service: str, in_doubt: Callable[[], bool], on_fatal: OnFatal) -> NatsBroker:
    """A broker that reconnects for ever; `in_doubt` is called whenever deliveries may have been lost.

    It answers whether that is worth a warning: not while the service stops.

    A client that is closed for good would leave FastStream's pull loop spinning, hence `on_fatal`.
    """

    async def lost() -> None:
        if in_doubt():
            _log.warning("bus.disconnected", service=service)

    async def found_again() -> None:
        _log.info("bus.reconnected", service=service)
        in_doubt()

    async def closed() -> None:
        metrics.ALARMS.labels(service, "connection-closed").inc()
        on_fatal("the connection to NATS was closed")

    async def wrong(_: Exception) -> None:
        """Kept quiet: losing and finding the server is logged by the callbacks above, once each."""

    return NatsBroker(
        url,
        name=f"sosedi-{service}",
        max_reconnect_attempts=-1,
        reconnect_time_wait=1,
        connect_timeout=2,
        ping_interval=10,
        max_outstanding_pings=2,
        drain_timeout=GOODBYE_SECONDS,
        pending_size=8 * 1024 * 1024,
        disconnected_cb=lost,
        reconnected_cb=found_again,
        closed_cb=closed,
        error_cb=wrong,
        apply_types=False,
        logger=None,
        graceful_timeout=STOP_SECONDS,
    )
