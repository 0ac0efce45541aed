"""Everything that services say to each other: by whom, to whom, in which shape."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from importlib import import_module
from pkgutil import iter_modules
from typing import Any

from shared import contracts
from shared.contracts import requests
from shared.contracts.fact import Fact, all_facts
from shared.contracts.requests import Request
from shared.kit.app import Service
from shared.kit.reactions import Reaction

AnyRequest = type[Request[Any]]  # Any: each request names its own answer


@dataclass(frozen=True)
class Said:
    """The contracts, and the services that keep them."""

    services: Sequence[Service]
    facts: Sequence[type[Fact]]
    requests: Sequence[AnyRequest]

    def reactions(self, fact: type[Fact]) -> Iterator[tuple[Service, Reaction]]:
        """Who reacts to a fact, and how."""
        for service in self.services:
            for reactions in service.reactions:
                for reaction in reactions:
                    if reaction.of is fact:
                        yield service, reaction

    def answers(self, request: AnyRequest) -> list[Service]:
        """Who answers a request."""
        return [
            service
            for service in self.services
            if any(reply.of is request for replies in service.replies for reply in replies)
        ]


def said(services: Sequence[Service]) -> Said:
    """What `services` say: the facts of the contracts, and every request declared there."""
    for module in iter_modules(contracts.__path__, f"{contracts.__name__}."):
        import_module(module.name)
    facts = [fact for fact in all_facts() if fact.__module__.startswith("shared.contracts.")]
    declared = [
        each
        for each in vars(requests).values()
        if isinstance(each, type) and issubclass(each, Request) and "verb" in vars(each)
    ]
    return Said(services, facts, sorted(declared, key=lambda request: request.verb))
