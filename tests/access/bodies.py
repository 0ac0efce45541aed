"""The smallest body that an operation's document allows: what is required, and no more."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any
from uuid import uuid4

from shared.kit.clock import now, today

Document = Mapping[str, Any]  # Any: an OpenAPI document is JSON


def smallest_body(document: Document, path: str, method: str) -> Any:  # Any: JSON
    """A body for the operation, None where it takes no JSON."""
    operation = document["paths"][path][method.lower()]
    content = operation.get("requestBody", {}).get("content", {})
    if "application/json" not in content:
        return None
    return _smallest(document, content["application/json"]["schema"])


def _smallest(document: Document, schema: Mapping[str, Any]) -> Any:  # Any: JSON
    if "$ref" in schema:
        return _smallest(document, document["components"]["schemas"][schema["$ref"].rpartition("/")[2]])
    for choice in ("anyOf", "oneOf", "allOf"):
        if choice in schema:
            return _smallest(document, schema[choice][0])
    if "const" in schema or "enum" in schema:
        return schema["const"] if "const" in schema else schema["enum"][0]
    match schema.get("type"):
        case "object":
            known = schema.get("properties", {})
            return {name: _smallest(document, known[name]) for name in schema.get("required", ())}
        case "array":
            return [_smallest(document, schema["items"])] * schema.get("minItems", 0)
        case "integer" | "number":
            return schema.get("minimum", 1)
        case "boolean":
            return True
        case _:
            return _text(schema)


def _text(schema: Mapping[str, Any]) -> str:  # Any: JSON
    match schema.get("format"):
        case "uuid":
            return str(uuid4())
        case "date-time":
            return (now() + timedelta(days=1)).isoformat()
        case "date":
            return today().isoformat()
        case _:
            length: int = schema.get("minLength", 1)
            return "x" * max(1, length)
