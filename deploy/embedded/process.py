"""Child processes that end with their parent, free ports, and waiting for something to come up."""

import ctypes
import os
import secrets
import signal
import socket
import subprocess
import time
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

_SET_PARENT_DEATH_SIGNAL = 1
_FIRST_PORT = 15000
_libc = ctypes.CDLL(None)


class NotStarted(RuntimeError):
    """A server could not be started; the message holds the end of what it wrote."""


@dataclass(frozen=True)
class SystemUser:
    """The account that a child process runs as."""

    name: str
    uid: int
    gid: int


def free_port() -> int:
    """A TCP port of the loopback address that nobody listens on.

    It lies below the ports that the kernel gives to outgoing connections: one of those could be taken by a
    client between this choice and the server's start, or while a server is being started again.
    """
    for _ in range(1000):
        port = _FIRST_PORT + secrets.randbelow(_first_outgoing_port() - _FIRST_PORT)
        if port_is_free(port):
            return port
    raise NotStarted("there is no free port on the loopback address")


def _first_outgoing_port() -> int:
    told = Path("/proc/sys/net/ipv4/ip_local_port_range")
    first = int(told.read_text().split()[0]) if told.is_file() else 32768
    return first if first > _FIRST_PORT + 1000 else 65536


def port_is_free(port: int) -> bool:
    """Whether somebody may listen on this port of the loopback address."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError:
            return False
        return True


def end_with_parent(ending: signal.Signals) -> None:
    """Asks the kernel to send `ending` to this process when the thread that started it is gone."""
    _libc.prctl(_SET_PARENT_DEATH_SIGNAL, int(ending), 0, 0, 0)


def start(
    command: Sequence[str],
    log: Path,
    *,
    ending: signal.Signals,
    user: SystemUser | None = None,
    environment: Mapping[str, str] | None = None,
) -> subprocess.Popen[bytes]:
    """Starts `command` in a session of its own (Ctrl-C does not reach it), writing into `log`.

    Call it from a thread that lives as long as the child should: the kernel sends `ending` after that.
    """
    with open(log, "ab", opener=lambda path, flags: os.open(path, flags, 0o600)) as written:
        return subprocess.Popen(
            command,
            stdin=subprocess.DEVNULL,
            stdout=written,
            stderr=subprocess.STDOUT,
            cwd="/",
            env={"PATH": os.defpath, "LANG": "C.UTF-8", **(environment or {})},
            user=user.uid if user else None,
            group=user.gid if user else None,
            extra_groups=[] if user else None,
            start_new_session=True,
            preexec_fn=lambda: end_with_parent(ending),
        )


def wait_until(
    ready: Callable[[], bool], process: subprocess.Popen[bytes], log: Path, seconds: float
) -> None:
    """Returns once `ready` says so; raises NotStarted when the process ended or the time is over."""
    deadline = time.monotonic() + seconds
    while not ready():
        if process.poll() is not None:
            raise NotStarted(f"{process.args!r} ended with {process.returncode}: {tail(log)}")
        if time.monotonic() > deadline:
            raise NotStarted(f"{process.args!r} is not ready after {seconds:.0f} s: {tail(log)}")
        time.sleep(0.02)


def stop(process: subprocess.Popen[bytes], ending: signal.Signals, seconds: float = 10) -> None:
    """Ends a process with `ending`, with SIGKILL where that does not help in time."""
    if process.poll() is not None:
        return
    process.send_signal(ending)
    try:
        process.wait(seconds)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait(5)


class Stoppable(Protocol):
    """What can be ended; it returns when that is done."""

    def stop(self) -> None: ...


def stop_all(running: Sequence[Stoppable]) -> None:
    """Ends all of them at the same time: one that has to be killed keeps none of the others waiting."""
    with ThreadPoolExecutor(max(1, len(running))) as threads:
        list(threads.map(lambda one: one.stop(), running))


def ended_as(code: int | None) -> str:
    """An exit code in words."""
    if code is not None and code < 0:
        return f"ended by {signal.Signals(-code).name}"
    return f"ended with {code}"


def tail(log: Path, lines: int = 15) -> str:
    """The last lines of a log file."""
    try:
        return "\n".join(log.read_text(errors="replace").splitlines()[-lines:])
    except FileNotFoundError:
        return ""
