"""`run.json`: where everything of a running city is, for scripts and tests; readable by its owner alone."""

import json
import os
import urllib.request
from urllib.error import URLError

from deploy.accounts import ADMIN
from deploy.embedded.city import City


def write(city: City) -> None:
    """Writes the file anew, in one step."""
    city.folder.write(city.folder.run_file, content(city))


def content(city: City) -> dict[str, object]:
    """What the file says."""
    services = {
        part.name: {"url": service.url, "pid": service.pid, "database": city.database(part)}
        for part, service in zip(city.parts, city.services, strict=True)
    }
    return {
        "url": city.url,
        "pid": os.getpid(),
        "services": services,
        "nats": {"url": city.nats.url(ADMIN), "monitor": city.nats.monitor, "pid": city.nats.pid},
        "postgres": {
            "pid": city.postgres.pid,
            "host": city.postgres.host,
            "port": city.postgres.port,
        },
        "centers": _centers(city),
    }


def _centers(city: City) -> list[dict[str, str]]:
    """Every center; where the registry does not answer, those that the file has named so far."""
    url = next(service.url for service in city.services if service.name == "registry")
    try:
        with urllib.request.urlopen(f"{url}/api/registry/v1/centers?limit=100", timeout=5) as answer:  # noqa: S310 our own address
            found = json.load(answer)["items"]
    except (URLError, OSError, KeyError, ValueError):
        return _named_so_far(city)
    return [{key: center[key] for key in ("id", "slug", "name")} for center in found]


def _named_so_far(city: City) -> list[dict[str, str]]:
    try:
        centers: list[dict[str, str]] = json.loads(city.folder.run_file.read_text())["centers"]
    except FileNotFoundError:
        return []
    return centers
