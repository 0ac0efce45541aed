"""Prepares requests, and has them sent by a process of its own."""

import itertools
import json
import pickle
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from uuid import uuid4

import bench.load
from bench.machine import ROOT


@dataclass(frozen=True)
class Answers:
    """How a load went."""

    count: int
    seconds: float
    p50: float
    p95: float
    p99: float
    bodies: list[tuple[float, float, str]]

    @property
    def per_second(self) -> float:
        """Answers a second."""
        return self.count / self.seconds if self.seconds else 0.0


def request(method: str, path: str, token: str | None = None, body: object = None) -> bytes:
    """The bytes of one request; a POST has an idempotency key that no other has."""
    lines = [f"{method} {path} HTTP/1.1", "Host: bench"]
    if token is not None:
        lines.append(f"Authorization: Bearer {token}")
    written = b"" if body is None else json.dumps(body, ensure_ascii=False).encode()
    if method == "POST":
        lines += ["Content-Type: application/json", f"Content-Length: {len(written)}"]
        if token is not None:
            lines.append(f"Idempotency-Key: {uuid4()}")
    return "\r\n".join([*lines, "", ""]).encode() + written


def send(
    port: int,
    requests: Iterable[bytes],
    *,
    connections: int,
    seconds: float,
    warm_up: float = 1.0,
    rate: float | None = None,
    keep_bodies: bool = False,
    expected: int = 201,
) -> Answers:
    """Sends `requests`; raises where any was answered otherwise than `expected`."""
    job = _Job(port, connections, warm_up, seconds, list(requests), rate, keep_bodies)
    with tempfile.NamedTemporaryFile(prefix="sosedi-load-") as file:
        Path(file.name).write_bytes(pickle.dumps(job))
        done = subprocess.run(
            [sys.executable, "-m", "bench.load", file.name],
            cwd=ROOT, capture_output=True, text=True, timeout=seconds + warm_up + 60, check=False,
        )  # fmt: skip
        if done.returncode != 0:
            raise RuntimeError(done.stderr[-2000:])
        found = json.loads(Path(file.name).read_text())
    if set(found["statuses"]) != {str(expected)}:
        raise RuntimeError(f"answered {found['statuses']}, expected {expected}")
    return Answers(
        found["count"], found["seconds"], found["p50"], found["p95"], found["p99"],
        [(sent, answered, body) for sent, answered, body in found["bodies"]],
    )  # fmt: skip


_Job = bench.load.Job


def taken(requests: Iterator[bytes], number: int) -> list[bytes]:
    """The next `number` of an endless supply."""
    return list(itertools.islice(requests, number))
