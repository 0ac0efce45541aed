"""The catalogue of published tables, and what each column means (after Frictionless Table Schema)."""

from typing import Literal

from pydantic import BaseModel

from services.city.indicators.schemas import WordsRead


class FieldRead(BaseModel):
    """One column."""

    name: str
    type: Literal["string", "integer", "number", "boolean"]
    title: WordsRead
    description: WordsRead


class SchemaRead(BaseModel):
    """The columns of a table."""

    fields: list[FieldRead]
    missing_values: list[str]
    primary_key: list[str]


class TableRead(BaseModel):
    """One table of the catalogue."""

    name: str
    title: WordsRead
    description: WordsRead
    source: str
    threshold: int
    path: str
    table_schema: SchemaRead


class CatalogueRead(BaseModel):
    """Every table there is; there are no others, and no filters."""

    items: list[TableRead]
