"""`docs/events.md`: the facts and requests for people to read."""

from collections.abc import Iterator
from itertools import groupby
from typing import Any

from deploy.said import AnyRequest, Said
from shared.contracts.fact import Fact

_HEAD = """\
# What services say to each other

This page is generated from the code by `python -m deploy.catalogue write`; its check is a part of `make check`.

A **fact** is something that has happened. It is written into the outbox by the transaction that makes it true,
published into the stream of its node, and applied by every service that reacts to it, each fact once. It carries
opaque ids and coded values only. The subject is `ev.<center>.<service>.<aggregate>.<id>.<fact>`; the header
`ce-type` names the type with its version. The schemas stand in `shared/contracts/snapshots/`.

A **request** is asked and answered over NATS, without a stream.
"""


def events_page(what: Said) -> str:
    """The whole page."""
    return "\n".join((_HEAD, *_facts(what), *_requests(what)))


def _facts(what: Said) -> Iterator[str]:
    for service, facts in groupby(what.facts, key=lambda fact: fact.service):
        yield f"## Said by {service}\n"
        for fact in facts:
            yield from _fact(what, fact)


def _fact(what: Said, fact: type[Fact]) -> Iterator[str]:
    yield f"### `{fact.type}`\n"
    yield f"{_doc(fact)}\n"
    heard = [
        f"- **{service.name}**: {reaction.run.__name__.replace('_', ' ')}"
        for service, reaction in what.reactions(fact)
    ]
    yield from (*(heard or ["- nobody reacts to it yet"]), "")
    yield from _fields(fact.model_json_schema(mode="serialization"))


def _requests(what: Said) -> Iterator[str]:
    yield "## Requests\n"
    for request in what.requests:
        yield f"### `{request.subject}`\n"
        yield f"{_doc(request)}\n"
        answered = ", ".join(f"**{service.name}**" for service in what.answers(request)) or "nobody yet"
        yield f"Answered by {answered} with `{request.answer.__name__}`: {_doc(request.answer)}\n"
        yield from _fields(request.model_json_schema(mode="serialization"))


def _fields(schema: dict[str, Any]) -> Iterator[str]:  # Any: JSON
    yield "| field | type | |"
    yield "|---|---|---|"
    for name, part in schema.get("properties", {}).items():
        yield f"| `{name}` | {_type(part)} | {part.get('description', '')} |"
    yield ""


def _type(part: dict[str, Any]) -> str:  # Any: JSON
    if "anyOf" in part:
        return " or ".join(_type(choice) for choice in part["anyOf"])
    if "items" in part:
        return f"list of {_type(part['items'])}"
    if "enum" in part:
        return ", ".join(f"`{code}`" for code in part["enum"])
    if "const" in part:
        return f"`{part['const']}`"
    kind = {"null": "absent"}.get(part.get("type", ""), part.get("type", "object"))
    return str(part.get("format", kind))


def _doc(model: type[Fact] | AnyRequest | type[Any]) -> str:  # Any: an answer of any model
    return " ".join((model.__doc__ or "").split())
