"""The tables as a tabular data package: a ZIP of CSV files and the `datapackage.json` that describes them."""

import csv
import io
import json
import zipfile
from collections.abc import Mapping
from typing import Any

from services.registry.support.hsds.errors import FileUnclear
from services.registry.support.hsds.model import COLUMNS, FILES, Row, Tables, taxonomies
from shared.kit.language import say

_LARGEST_UNPACKED = 60 * 1024 * 1024
_MOST_FILES = 100
_NUMBERS = {"latitude", "longitude"}
_REQUIRED: Mapping[str, set[str]] = {
    "organization": {"name", "description"},
    "service": {"organization_id", "name", "status"},
    "location": {"location_type"},
    "address": {"address_1", "city", "state_province", "postal_code", "country", "address_type"},
    "service_at_location": {"service_id", "location_id"},
    "phone": {"number"},
    "taxonomy": {"name", "description"},
    "taxonomy_term": {"name", "description"},
    "attribute": {"link_id", "taxonomy_term_id", "link_entity"},
}
_LEADS_TO = {
    "organization_id": "organization",
    "service_id": "service",
    "location_id": "location",
    "contact_id": "contact",
    "taxonomy_id": "taxonomy",
    "taxonomy_term_id": "taxonomy_term",
}


class Package:
    """A package in the making: entries come a few at a time, and only the text of the tables is kept."""

    def __init__(self) -> None:
        self._texts = {name: io.StringIO() for name in COLUMNS}
        self._writers = {
            name: csv.DictWriter(self._texts[name], columns, restval="", lineterminator="\n")
            for name, columns in COLUMNS.items()
        }
        for writer in self._writers.values():
            writer.writeheader()
        for name, rows in taxonomies().items():
            self._writers[name].writerows(rows)

    def add(self, tables: Tables) -> None:
        """The rows of some entries; the taxonomies are there already."""
        for name in COLUMNS.keys() - taxonomies().keys():
            self._writers[name].writerows(tables[name])

    def written(self) -> bytes:
        """The package as a ZIP; the same directory gives the same bytes."""
        written = io.BytesIO()
        with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as archive:
            _add(archive, "datapackage.json", json.dumps(description(), ensure_ascii=False, indent=2) + "\n")
            for name, text in self._texts.items():
                _add(archive, FILES[name], text.getvalue())
        return written.getvalue()


def read_package(content: bytes) -> Tables:
    """The rows of the tables that we know, each with `_row`, its line in the file. Raises FileUnclear."""
    tables: Tables = {name: [] for name in COLUMNS}
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            members = {one.filename.rpartition("/")[2]: one for one in archive.infolist()}
            if len(archive.infolist()) > _MOST_FILES:
                raise FileUnclear(say("В архиве слишком много файлов"))
            if sum(one.file_size for one in archive.infolist()) > _LARGEST_UNPACKED:
                raise FileUnclear(say("Архив после распаковки слишком велик"))
            for name, file in FILES.items():
                if file in members:
                    tables[name] = _read(file, _unpacked(archive, members[file]))
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, OSError, EOFError) as error:
        raise FileUnclear(say("Архив не открывается")) from error
    return tables


def description() -> dict[str, Any]:  # Any: JSON
    """`datapackage.json`: the tables of HSDS that are here, with the columns that are filled."""
    return {
        "profile": "tabular-data-package",
        "name": "sosedi-directory",
        "title": "Справочник помощи соседских центров",
        "version": "3.0.0",
        "homepage": "https://docs.openreferral.org",
        "resources": [_resource(name) for name in COLUMNS],
    }


def _resource(name: str) -> dict[str, Any]:  # Any: JSON
    columns = COLUMNS[name]
    keys = [
        {"fields": column, "reference": {"resource": _LEADS_TO[column], "fields": "id"}}
        for column in columns
        if column in _LEADS_TO
    ]
    schema = {"primaryKey": "id", "fields": [_field(name, column) for column in columns]}
    return {
        "name": name,
        "path": FILES[name],
        "profile": "tabular-data-resource",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "schema": {**schema, "foreignKeys": keys} if keys else schema,
    }


def _field(table: str, column: str) -> dict[str, Any]:  # Any: JSON
    kind = "number" if column in _NUMBERS else "date" if column.endswith("_date") else "string"
    field: dict[str, Any] = {"name": column, "type": kind}  # Any: JSON
    if column == "id":
        return {**field, "constraints": {"required": True, "unique": True}}
    # An address may lack a town: the column is there and empty.
    required = column in _REQUIRED.get(table, ()) and not (
        table == "address" and column not in ("address_1",)
    )
    return {**field, "constraints": {"required": True}} if required else field


def _add(archive: zipfile.ZipFile, name: str, text: str) -> None:
    archive.writestr(zipfile.ZipInfo(name), text.encode(), zipfile.ZIP_DEFLATED)


def _unpacked(archive: zipfile.ZipFile, member: zipfile.ZipInfo) -> bytes:
    with archive.open(member) as file:
        content = file.read(_LARGEST_UNPACKED + 1)
    if len(content) > _LARGEST_UNPACKED:
        raise FileUnclear(say("Архив после распаковки слишком велик"))
    return content


def _read(file: str, content: bytes) -> list[Row]:
    try:
        reader = csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline=""), strict=True)
        return [
            {**{key: value for key, value in row.items() if key and value}, "_row": reader.line_num}
            for row in reader
        ]
    except UnicodeDecodeError as error:
        raise FileUnclear(say("{file}: нужна кодировка UTF-8", file=file)) from error
    except csv.Error as error:
        raise FileUnclear(say("{file}: таблица не читается", file=file)) from error
