"""What every fact said between services has in common: its type, its subject, its aggregate."""

import re
from typing import Any, ClassVar
from uuid import UUID

from pydantic import BaseModel, ConfigDict

_TYPE = re.compile(r"(?P<service>[a-z]+)\.(?P<aggregate>[a-z_]+)\.(?P<name>[a-z_]+)\.v(?P<version>[1-9])")

_catalogue: dict[str, type["Fact"]] = {}


class Fact(BaseModel):
    """Something that has happened, said in the past tense and never changed afterwards.

    A fact carries opaque ids and coded values only: no name, contact, address or free text.
    Changes are additive; anything else is a new version beside the old one.
    """

    model_config = ConfigDict(frozen=True, extra="ignore")

    type: ClassVar[str]
    service: ClassVar[str]
    aggregate: ClassVar[str]
    fact: ClassVar[str]
    version: ClassVar[int]

    def __init_subclass__(cls, **_: object) -> None:
        """Takes the class arguments that `__pydantic_init_subclass__` reads once the fields are known."""

    @classmethod
    def __pydantic_init_subclass__(cls, **arguments: Any) -> None:  # Any: pydantic's own signature
        type = arguments["type"]  # noqa: A001 CloudEvents' own word
        parts = _TYPE.fullmatch(type)
        if parts is None:
            raise ValueError(f"{type} is not <service>.<aggregate>.<fact>.v<n>")
        if type in _catalogue:
            raise ValueError(f"{type} is declared twice")
        cls.type = type
        cls.service, cls.aggregate, cls.fact = parts["service"], parts["aggregate"], parts["name"]
        cls.version = int(parts["version"])
        if f"{cls.aggregate}_id" not in cls.model_fields:
            raise ValueError(f"{type} has no field {cls.aggregate}_id")
        _catalogue[type] = cls

    @property
    def aggregate_id(self) -> UUID:
        """The id that orders facts: facts of one aggregate reach every consumer in the order they happened."""
        found: UUID = getattr(self, f"{self.aggregate}_id")
        return found

    def subject(self, center: UUID) -> str:
        """The NATS subject: `ev.<center>.<service>.<aggregate>.<id>.<fact>`."""
        return f"ev.{center}.{self.service}.{self.aggregate}.{self.aggregate_id}.{self.fact}"

    @classmethod
    def pattern(cls) -> str:
        """The subject filter that hears this fact from every center."""
        return f"ev.*.{cls.service}.{cls.aggregate}.*.{cls.fact}"


def all_facts() -> list[type[Fact]]:
    """Every declared fact, by type."""
    return [_catalogue[name] for name in sorted(_catalogue)]
