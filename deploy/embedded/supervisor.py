"""`make run`: starts an embedded city, tells where it is, watches it, and stops it on Ctrl-C or SIGTERM.

SIGUSR1 has `run.json` written anew, for a command that has opened a center.
"""

import os
import signal
import subprocess
import sys
import time
import urllib.request
from types import FrameType
from typing import NoReturn
from urllib.error import URLError

from deploy.embedded import demo, run_file
from deploy.embedded.city import City, end_left_over
from deploy.embedded.folder import AlreadyRunning, DataFolder, Options
from deploy.embedded.placement import forgotten
from deploy.embedded.process import NotStarted, port_is_free

_READY_WITHIN = 60.0
_LOOK_EVERY = 0.2
_TRIM_EVERY = 50
"""So many looks lie between two looks at the length of the logs."""
_CHECKPOINT_EVERY = 18_000
"""So many looks, an hour, lie between two checkpoints of the audit logs."""
_ENDINGS = (signal.SIGTERM, signal.SIGINT, signal.SIGHUP)


class _Stop(BaseException):
    """Somebody asked for the end."""


def main() -> int:
    """Runs until asked to stop; the exit status says whether that went well."""
    try:
        return _run()
    except _Stop:
        return 0


def _run() -> int:
    began = time.monotonic()
    for asked in _ENDINGS:
        signal.signal(asked, _stop)
    try:
        options = Options.of_environment()
        folder = DataFolder(options.data)
        folder.open()
    except (ValueError, AlreadyRunning, OSError) as error:
        return _failed(str(error))
    if left := end_left_over(folder):
        _say(f"Ended what an earlier run had left: {', '.join(left)}")
    if not port_is_free(options.port):
        return _failed(f"port {options.port} is taken; choose another with SOSEDI_PORT")
    return _live(City(folder, options), began)


def _live(city: City, began: float) -> int:
    try:
        _start(city, began)
        signal.signal(signal.SIGUSR1, lambda *_: run_file.write(city))
        _watch(city)
    except _Stop:
        _say("Stopping …")
        return 0
    except NotStarted as error:
        return _failed(str(error))
    finally:
        for asked in _ENDINGS:
            signal.signal(asked, signal.SIG_IGN)
        city.stop()
        _say("Stopped.")


def _start(city: City, began: float) -> None:
    cold = not (city.postgres.placement.cluster / "PG_VERSION").is_file()
    if city.postgres.placement.told:
        _say(city.postgres.placement.told)
    if left := forgotten():
        _say(f"Of data folders that are gone there is still: {', '.join(map(str, left))}")
    city.warm_up()
    city.start_servers()
    city.provision()
    city.start_services()
    _wait_until_ready(city)
    if city.options.demo:
        _load_demo(city)
    run_file.write(city)
    _say(f"Started in {time.monotonic() - began:.1f} s ({'cold' if cold else 'warm'})")
    for line in demo.who_may_sign_in(city):
        _say(line)
    _say(f"Sosedi is ready: {city.url}")


def _watch(city: City) -> NoReturn:
    looks = 0
    while True:
        time.sleep(_LOOK_EVERY)
        looks += 1
        if city.look():
            run_file.write(city)
        if looks % _TRIM_EVERY == 0:
            city.folder.trim_logs()
        if looks % _CHECKPOINT_EVERY == 0:
            _checkpoint(city)


def _checkpoint(city: City) -> None:
    """Has a process of its own sign how far the audit logs go; where that fails, the next hour tries again."""
    command = [sys.executable, "-m", "deploy.cli", "audit", "checkpoint"]
    environment = {**os.environ, "SOSEDI_RUN_JSON": str(city.folder.run_file)}
    subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def _load_demo(city: City) -> None:
    try:
        demo.load(city)
    except NotStarted as error:
        _say(f"The demo city could not be loaded, the city itself runs: {error}")


def _wait_until_ready(city: City) -> None:
    deadline = time.monotonic() + _READY_WITHIN
    waiting = list(city.services)
    while waiting:
        city.look()
        waiting = [service for service in waiting if not _answers(f"{service.url}/health/ready")]
        if waiting and time.monotonic() > deadline:
            logs = ", ".join(str(service.log) for service in waiting)
            raise NotStarted(f"not ready after {_READY_WITHIN:.0f} s: {logs}")
        time.sleep(0.05)


def _answers(url: str) -> bool:
    try:
        with urllib.request.urlopen(url, timeout=2) as answer:  # noqa: S310 our own address
            return bool(answer.status == 200)
    except (URLError, OSError):
        return False


def _stop(_: int, __: FrameType | None) -> None:
    raise _Stop


def _say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


def _failed(why: str) -> int:
    sys.stderr.write(f"sosedi: {why}\n")
    return 1
