"""The published shape of HSDS 3.0, and what is wrong with a thing by it.

`hsds-3.0.json` holds the facts of the published schema: names, types, formats, codes and required fields.
"""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from uuid import UUID

Json = Any  # Any: JSON

_STANDARD: Json = json.loads(Path(__file__).with_name("hsds-3.0.json").read_text(encoding="utf-8"))
DATAPACKAGE: Json = _STANDARD["datapackage"]
_TYPES: Json = {"string": str, "number": (int, float), "array": list, "object": dict}
_DATE = re.compile(r"\d{4}-\d\d-\d\d")
_TIME = re.compile(r"\d\d:\d\d(:\d\d)?")


def wrong_in(kind: str, thing: Json) -> list[str]:
    """What in a thing the published schema does not allow, or does not know."""
    return list(_wrong({"$ref": f"#/$defs/{kind}"}, thing, kind))


def wrong_cell(field: Json, value: str) -> str | None:
    """What is wrong in one cell of a table."""
    if not value:
        return "required" if field["required"] else None
    shape = {"date": _DATE, "time": _TIME}.get(field["type"])
    if shape is not None and not shape.fullmatch(value):
        return f"no {field['type']}: {value}"
    if field["type"] == "number":
        float(value)
    if "enum" in field and value not in field["enum"]:
        return f"no such code: {value}"
    return _format(field.get("format"), value)


def _wrong(schema: Json, thing: Json, where: str) -> Iterator[str]:
    if "$ref" in schema:
        schema = _STANDARD["$defs"][schema["$ref"].rpartition("/")[2]]
    if not isinstance(thing, _TYPES[schema["type"]]) or isinstance(thing, bool):
        yield f"{where}: not {schema['type']}"
        return
    if "enum" in schema and thing not in schema["enum"]:
        yield f"{where}: no such code {thing}"
    if problem := _format(schema.get("format"), thing):
        yield f"{where}: {problem}"
    if isinstance(thing, list):
        for at, one in enumerate(thing):
            yield from _wrong(schema["items"], one, f"{where}[{at}]")
    if isinstance(thing, dict):
        yield from (f"{where}: lacks {name}" for name in schema["required"] if name not in thing)
        for name, value in thing.items():
            if name not in schema["properties"]:
                yield f"{where}: {name} is no field of HSDS"
            else:
                yield from _wrong(schema["properties"][name], value, f"{where}.{name}")


def _format(name: str | None, value: Json) -> str | None:
    match name:
        case "uuid":
            return None if str(UUID(value)) == value else f"no UUID: {value}"
        case "email":
            return None if re.fullmatch(r"[^@\s]+@[^@\s]+", value) else f"no mail: {value}"
        case "uri":
            return None if re.match(r"[a-z]+://\S+$", value) else f"no URI: {value}"
        case _:
            return None
