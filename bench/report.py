"""Keeps the last run in bench/README.md, with the machine it ran on."""

import os
import platform
import re
from datetime import UTC, datetime
from pathlib import Path

from bench.outcome import Outcome

_FILE = Path(__file__).parent / "README.md"
_BEGINS, _ENDS = "<!-- begins -->", "<!-- ends -->"
_HEADER = "| bench | value | unit | bare baseline | ratio | wanted | more |\n|---|--:|---|--:|--:|---|---|\n"


def write(outcomes: list[Outcome], *, quick: bool) -> None:
    """Replaces the rows of these benchmarks, keeps the others, and describes the machine."""
    text = _FILE.read_text()
    before, rest = text.split(_BEGINS)
    kept, after = rest.split(_ENDS)
    rows = {found[1]: line for line in kept.splitlines() if (found := re.match(r"\| `(\w+)` \|", line))}
    for outcome in outcomes:
        rows[outcome.bench] = _row(outcome, quick=quick)
    table = _HEADER + "\n".join(rows.values())
    _FILE.write_text(f"{before}{_BEGINS}\n{machine()}\n\n{table}\n{_ENDS}{after}")


def machine() -> str:
    """The machine in a line."""
    cpu = re.search(r"model name\s*: (.*)", Path("/proc/cpuinfo").read_text())
    memory = re.search(r"MemTotal:\s*(\d+)", Path("/proc/meminfo").read_text())
    gigabytes = int(memory[1]) / 1024 / 1024 if memory else 0
    return (
        f"Last run {datetime.now(UTC):%Y-%m-%d %H:%M} UTC on {os.cpu_count()} cores ({cpu[1] if cpu else 'unknown'}),"
        f" {gigabytes:.0f} GB, Linux {platform.release()}, Python {platform.python_version()}; client, service,"
        " PostgreSQL and NATS share these cores."
    )


def _row(outcome: Outcome, *, quick: bool) -> str:
    more = ", ".join(f"{name} {value}" for name, value in outcome.more.items())
    more += " (quick)" if quick else ""
    return (
        f"| `{outcome.bench}` | {outcome.value} | {outcome.unit} | {outcome.baseline} | {outcome.ratio}"
        f" | {outcome.target} | {more} |"
    )
