"""`python -m deploy.demo --run-json PATH`: loads the demo city into a running one."""

import argparse
import asyncio
import os
import sys
import time
from pathlib import Path

from deploy.demo.api import Api, Refused
from deploy.demo.load import LoadedLongAgo, load
from deploy.demo.plan import neighborhoods
from deploy.demo.welcome import who_can_sign_in


async def main(run_json: Path) -> None:
    """Loads, and says what was done."""
    began = time.monotonic()
    api = Api.of(run_json)
    try:
        requests = await load(api, neighborhoods())
    finally:
        await api.close()
    _say(
        f"The demo city is loaded: {requests} requests in {time.monotonic() - began:.1f} s. Sign in by mail:"
    )
    for line in who_can_sign_in():
        _say(f"  {line}")


def _run_json() -> Path:
    parser = argparse.ArgumentParser(prog="python -m deploy.demo", description="Loads the demo city.")
    told = os.environ.get("SOSEDI_RUN_JSON") or f"{os.environ.get('SOSEDI_DATA') or '.sosedi'}/run.json"
    parser.add_argument("--run-json", type=Path, default=Path(told), help="where a running city is described")
    found: Path = parser.parse_args().run_json
    return found


def _say(line: str) -> None:
    sys.stdout.write(f"{line}\n")


if __name__ == "__main__":
    try:
        asyncio.run(main(_run_json()))
    except LoadedLongAgo:
        _say("The demo city was loaded long ago; nothing was changed.")
    except (Refused, OSError, ValueError) as error:
        sys.stderr.write(f"The demo city could not be loaded: {error}\n")
        sys.exit(1)
