"""HSDS as JSON, nested or by tables, back into tables."""

import json
from collections.abc import Mapping
from typing import Any

from services.registry.support.hsds.errors import FileUnclear
from services.registry.support.hsds.model import COLUMNS, Row, Tables

Json = Any  # Any: JSON that anybody may have sent

_PARTS: Mapping[str, Mapping[str, tuple[str, str]]] = {
    "organization": {
        "locations": ("location", "organization_id"),
        "contacts": ("contact", "organization_id"),
        "phones": ("phone", "organization_id"),
        "attributes": ("attribute", "link_id"),
        "services": ("service", "organization_id"),
    },
    "service": {
        "service_at_locations": ("service_at_location", "service_id"),
        "phones": ("phone", "service_id"),
        "contacts": ("contact", "service_id"),
    },
    "location": {
        "addresses": ("address", "location_id"),
        "schedules": ("schedule", "location_id"),
        "phones": ("phone", "location_id"),
    },
    "contact": {"phones": ("phone", "contact_id")},
}
"""What hangs on what: the list's name → its table, and the column that leads back."""
_DEEPEST = 12


def read_json(content: bytes) -> Tables:
    """The rows of a page of services or organisations, of a list, or of tables by name. Raises FileUnclear."""
    try:
        said: Json = json.loads(content.decode("utf-8-sig"))
    except (ValueError, RecursionError) as error:
        raise FileUnclear from error
    tables: Tables = {name: [] for name in COLUMNS}
    if isinstance(said, dict) and "contents" in said:
        said = said["contents"]
    if isinstance(said, list):
        _take_list(tables, said)
    elif isinstance(said, dict):
        _take_object(tables, said)
    if not tables["organization"]:
        raise FileUnclear
    return {name: _each_once(rows) for name, rows in tables.items()}


def _take_object(tables: Tables, said: dict[str, Json]) -> None:
    plural = {"organizations": "organization", "services": "service", "locations": "location"}
    for name, rows in said.items():
        table = plural.get(name, name)
        if table in COLUMNS and isinstance(rows, list):
            for one in rows:
                _take(tables, table, one, {}, 0)


def _take_list(tables: Tables, said: list[Json]) -> None:
    for one in said:
        is_service = isinstance(one, dict) and ("organization" in one or "organization_id" in one)
        _take(tables, "service" if is_service else "organization", one, {}, 0)


def _take(tables: Tables, table: str, said: Json, back: Mapping[str, Json], depth: int) -> None:
    if not isinstance(said, dict) or depth > _DEEPEST:
        raise FileUnclear
    row: Row = {**_plain(said), **back, "_row": len(tables[table]) + 1}
    tables[table].append(row)
    if isinstance(organization := said.get("organization"), dict):
        row["organization_id"] = organization.get("id")
        _take(tables, "organization", organization, {}, depth + 1)
    for name, (part, column) in _PARTS.get(table, {}).items():
        for one in _listed(said.get(name)):
            more = {"link_entity": table} if part == "attribute" else {}
            _take(tables, part, one, {column: said.get("id"), **more}, depth + 1)
    if isinstance(location := said.get("location"), dict):
        row["location_id"] = location.get("id")
        _take(tables, "location", location, {}, depth + 1)


def _listed(said: Json) -> list[Json]:
    return said if isinstance(said, list) else []


def _plain(said: dict[str, Json]) -> Row:
    return {
        name: value for name, value in said.items() if isinstance(value, (str, int, float)) and value != ""
    }


def _each_once(rows: list[Row]) -> list[Row]:
    """Nested, an organisation comes with each of its services; the richest of the same row stays."""
    found: dict[Json, Row] = {}
    for row in rows:
        key = row.get("id", id(row))
        if key not in found or len(row) > len(found[key]):
            found[key] = row | {"_row": found[key]["_row"] if key in found else row["_row"]}
    return list(found.values())
