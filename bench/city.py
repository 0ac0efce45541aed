"""How long a city takes to start, and how much memory it takes."""

import time
from collections.abc import Iterator
from itertools import cycle, islice
from uuid import uuid4

import psutil

from bench.asking import request, send
from bench.commands import _bare_commands
from bench.machine import machine
from bench.outcome import Outcome, lower_is_better
from bench.whole import Whole, city, folder

MEGABYTE = 1024 * 1024


def start(quick: bool) -> list[Outcome]:
    """From the command to ready: an empty folder, then the same folder again; the baseline is the bare servers."""
    began = time.monotonic()
    with machine() as where:
        bare_cold = time.monotonic() - began
        where.nats.stop()
        where.postgres.stop()
        began = time.monotonic()
        where.postgres.start()
        where.nats.start()
        bare_warm = time.monotonic() - began
    with folder() as data:
        with city(data, demo=False) as whole:
            cold = whole.seconds
        with city(data, demo=False) as whole:
            warm = whole.seconds
    with folder() as data, city(data, demo=True) as whole:
        with_demo = whole.seconds
    return [
        lower_is_better("start_cold", "s", cold, bare_cold, "< 25 s", with_demo=round(with_demo, 2)),
        lower_is_better("start_warm", "s", warm, bare_warm, "< 10 s"),
    ]


def memory(quick: bool) -> list[Outcome]:
    """After the demo and after 10,000 requests; the baseline is one bare application after as many requests."""
    number = 1_000 if quick else 10_000
    bare = _bare_memory(number)
    with folder() as data, city(data, demo=True) as whole:
        after_demo = _measure(whole)
        _use(whole, number)
        after = _measure(whole)
    outcomes = [
        lower_is_better(
            f"memory_{name}", "MB of RSS", rss, bare, "< 120 MB", pss_mb=pss,
            rss_after_demo_mb=after_demo[name][0], pss_after_demo_mb=after_demo[name][1],
        )
        for name, (rss, pss) in after.items()
    ]  # fmt: skip
    total, before = sum(pss for _, pss in after.values()), sum(pss for _, pss in after_demo.values())
    return [
        *outcomes,
        lower_is_better("memory_whole", "MB of PSS", total, bare, "< 700 MB", after_demo_mb=round(before, 1)),
    ]


def _bare_memory(number: int) -> float:
    with machine() as where, where.bare() as bare:
        send(bare.port, islice(_bare_commands(), number), connections=8, seconds=120, warm_up=0)
        return psutil.Process(bare.pid).memory_info().rss / MEGABYTE


def _measure(whole: Whole) -> dict[str, tuple[float, float]]:
    """RSS and PSS in megabytes of each service, of the two servers with their children, and of the supervisor."""
    time.sleep(3)
    groups = {name: [psutil.Process(whole.pid(name))] for name in whole.run["services"]}
    for name, pid in (("postgres", whole.run["postgres"]["pid"]), ("nats", whole.run["nats"]["pid"])):
        server = psutil.Process(pid)
        groups[name] = [server, *server.children(recursive=True)]
    known = {process.pid for group in groups.values() for process in group}
    supervisor = psutil.Process(whole.run["pid"])
    others = [one for one in supervisor.children(recursive=True) if one.pid not in known]
    groups["supervisor"] = [supervisor, *others]
    return {name: _of(group) for name, group in groups.items()}


def _of(group: list[psutil.Process]) -> tuple[float, float]:
    rss = pss = 0.0
    for process in group:
        try:
            found = process.memory_full_info()
        except psutil.NoSuchProcess:
            continue
        rss += found.rss / MEGABYTE
        pss += found.pss / MEGABYTE
    return round(rss, 1), round(pss, 1)


def _use(whole: Whole, number: int) -> None:
    """Requests to every service that has an API, half commands and half lists."""
    center = uuid4()
    manager = whole.token("manager", uuid4(), center)
    people = [whole.token("resident", uuid4(), center) for _ in range(50)]
    share = number // 5
    body = {"skill": "pets"}
    for service, path in (("talents", "offers"), ("talents", "needs")):
        commands = _posts(f"/api/{service}/v1/centers/{center}/{path}", people, body)
        send(whole.port(service), islice(commands, share), connections=8, seconds=120, warm_up=0)
    for service, path in (("surveys", "surveys"), ("events", "events"), ("registry", "residents")):
        asked = request("GET", f"/api/{service}/v1/centers/{center}/{path}", manager)
        send(whole.port(service), [asked] * share, connections=8, seconds=120, warm_up=0, expected=200)
    asked = request("GET", "/api/city/v1/indicators", whole.token("city", uuid4()))
    send(whole.port("city"), [asked] * 200, connections=2, seconds=60, warm_up=0, expected=200)


def _posts(path: str, people: list[str], body: object) -> Iterator[bytes]:
    for token in cycle(people):
        yield request("POST", path, token, body)
