"""What runs inside the processes that are forked for services and for provisioning."""

import asyncio
import logging
import os
import signal
import sys
from collections.abc import Callable, Mapping, Sequence
from importlib import import_module
from pathlib import Path

from deploy.embedded.process import end_with_parent


def serve(name: str, environment: Mapping[str, str], log: Path) -> None:
    """One service under uvicorn until SIGTERM; its settings are in `environment`."""
    _become(environment, log)
    import uvicorn  # here and not above: the supervisor, which imports this module too, stays small

    from shared.kit import logs
    from shared.kit.settings import Settings

    settings = Settings.model_validate({})
    logs.set_up(settings.service, settings.log_level)
    app = import_module(f"services.{name}.main").create_app(settings)
    server = uvicorn.Server(
        uvicorn.Config(
            app,
            host=settings.host,
            port=settings.port,
            loop="uvloop",
            http="httptools",
            access_log=False,
            log_config=None,
            server_header=False,
            timeout_graceful_shutdown=8,
        )
    )
    _show_errors(until=lambda: server.started)
    server.run()
    if not server.started:
        raise SystemExit(3)


def _show_errors(until: Callable[[], bool]) -> None:
    """Lets uvicorn say in full why a start failed; later its messages could hold people's data."""
    handler = logging.StreamHandler(sys.stdout)
    handler.addFilter(lambda _: not until())
    logging.getLogger("uvicorn.error").addHandler(handler)


def provision(
    admin_dsn: str, nats_url: str, monitor_url: str, node: str, passwords: Mapping[str, str], log: Path
) -> None:
    """Databases, streams and consumers of every service."""
    _become({}, log)
    from deploy import provision as provisioning
    from deploy.topology import parts

    async def both() -> None:
        await asyncio.gather(
            provisioning.databases(admin_dsn, parts(), passwords),
            provisioning.streams(nats_url, monitor_url, node, parts()),
        )

    asyncio.run(both())


def run_module(module: str, arguments: Sequence[str], environment: Mapping[str, str], log: Path) -> None:
    """`python -m module arguments`, forked."""
    _become(environment, log)
    import runpy

    sys.argv = [module, *arguments]
    runpy.run_module(module, run_name="__main__", alter_sys=True)


def _become(environment: Mapping[str, str], log: Path) -> None:
    """Leaves the terminal's group, ends with the fork server, writes into `log`."""
    os.setsid()
    end_with_parent(signal.SIGTERM)
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    for known in [key for key in os.environ if key.startswith("SOSEDI_")]:
        del os.environ[known]
    os.environ.update(environment)
    written = os.open(log, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
    for stream in (1, 2):
        os.dup2(written, stream)
    os.close(written)
    sys.stdout = sys.stderr = os.fdopen(1, "w", buffering=1, encoding="utf-8", closefd=False)
