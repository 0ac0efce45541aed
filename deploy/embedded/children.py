"""What runs inside the processes that are forked for services and for provisioning."""

import asyncio
import os
import signal
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

from deploy import serve as serving
from deploy.embedded.process import end_with_parent


def serve(environment: Mapping[str, str], log: Path) -> None:
    """One service under uvicorn until SIGTERM; its settings are in `environment`."""
    _become(environment, log)
    serving.serve()


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
