"""What is sent is understood whole: a field that no operation knows is refused, not dropped."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any  # documents are read as they are

import pytest

from deploy.openapi import FOLDER

Schemas = dict[str, Any]


def _named(part: object, schemas: Schemas, seen: set[str]) -> Iterator[str]:
    """The names of all schemas under this part of a document, each once."""
    if isinstance(part, list):
        for one in part:
            yield from _named(one, schemas, seen)
    elif isinstance(part, dict):
        name = str(part.get("$ref", "")).rpartition("/")[2]
        if name and name not in seen:
            seen.add(name)
            yield name
            yield from _named(schemas[name], schemas, seen)
        for one in part.values():
            yield from _named(one, schemas, seen)


def lenient(documented: dict[str, Any]) -> list[str]:
    """The objects inside requests' bodies that would take a field they do not know."""
    schemas: Schemas = documented["components"]["schemas"]
    bodies = [
        operation.get("requestBody") for path in documented["paths"].values() for operation in path.values()
    ]
    return sorted(
        name
        for name in _named(bodies, schemas, set())
        if "properties" in schemas[name] and schemas[name].get("additionalProperties") is not False
    )


@pytest.mark.parametrize("file", sorted(FOLDER.glob("*.json")), ids=lambda file: file.stem)
def test_no_body_takes_a_field_it_does_not_know(file: Path) -> None:
    assert lenient(json.loads(file.read_text(encoding="utf-8"))) == []
