"""The services of a city, by name: what provisioning, the supervisor, the tests and the tools go through."""

from collections.abc import Sequence
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from shared.kit.app import Service

_ROOT = Path(__file__).parent.parent


@dataclass(frozen=True)
class Part:
    """One service as it is deployed."""

    name: str
    database: bool = True

    @property
    def owner(self) -> str:
        """The role that owns the tables; the service itself runs under the unprivileged role `name`."""
        return f"{self.name}_owner"

    @property
    def versions(self) -> Path:
        """The folder of its migrations."""
        return _ROOT / "services" / self.name / "migrations" / "versions"

    def declaration(self) -> "Service":
        """What the service says of itself; imports it."""
        service: Service = import_module(f"services.{self.name}.main").SERVICE
        return service


_ALL = (
    Part("registry"),
    Part("talents"),
    Part("surveys"),
    Part("events"),
    Part("notifications"),
    Part("city"),
    Part("portal", database=False),
)


def parts() -> Sequence[Part]:
    """Every service that is there."""
    return [part for part in _ALL if (_ROOT / "services" / part.name / "main.py").is_file()]


def part(name: str) -> Part:
    """One service by name; KeyError where there is none."""
    return {each.name: each for each in _ALL}[name]
