"""Imports as they are answered."""

from datetime import datetime
from typing import Any, get_args
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field

from services.registry.exchange.headings.model import Kind
from services.registry.exchange.imports.model import State
from services.registry.exchange.spreadsheets.model import Format
from services.registry.exchange.staging.model import Note, RowState, TwinBy
from shared.kit.bodies import StrictModel
from shared.kit.uploads import described

SENT = described(
    {
        "file": {"type": "string", "format": "binary", "description": "CSV or XLSX, at most 10 MB"},
        "kind": {"type": "string", "enum": list(get_args(Kind))},
        "mapping": {
            "type": "string",
            "description": "JSON: what is known (`family_name`, `phone`, …) → heading or number of its column from 0."
            " May be left out where the headings are understood, or a list with the same headings came before.",
        },
    },
    ["file", "kind"],
)


class ImportRead(BaseModel):
    """An import; `rejected` holds the first of its errors, `/rows?state=rejected` all of them."""

    class Problem(BaseModel):
        """What is wrong in one cell, and how to mend it; `column` is its heading in the file."""

        row: int
        column: str
        code: str
        message: str

    model_config = ConfigDict(from_attributes=True)

    id: UUID
    kind: Kind
    state: State
    file_name: str
    format: Format
    encoding: str | None
    delimiter: str | None
    sheet: str | None
    headings: list[str]
    mapping: dict[str, int] | None
    missing: list[str] = Field([], description="what must be known and no column was chosen for")
    code: str | None = Field(description="why it has failed")
    rows: int
    checked: int
    accepted: int
    rejected: list[Problem] = []
    rejected_rows: int
    duplicates: int = Field(
        description="rows left out: their thing is entered already, or stands in another row"
    )
    changes: int = Field(description="accepted rows that correct what is entered already")
    conflicts: int = Field(
        description="accepted rows of premises whose shares will not make one whole; they are entered all the same"
    )
    applied: int
    alike: int = Field(
        description="pairs of people, one of them entered from here, who may be one; see /residents/duplicates"
    )
    made_at: datetime
    changed_at: datetime
    version: int


class ImportListed(BaseModel):
    """A line of the list of imports."""

    model_config = ConfigDict(from_attributes=True)

    id: UUID
    kind: Kind
    state: State
    file_name: str
    rows: int
    accepted: int
    duplicates: int
    applied: int
    made_at: datetime


class ColumnsChosen(StrictModel):
    """What each column holds."""

    mapping: dict[str, int | str | None] = Field(description="what is known → heading or number from 0")


class RowProblem(BaseModel):
    """What is wrong in one cell of a row."""

    column: str
    code: str
    message: str


class RowRead(BaseModel):
    """One row as it stands in the file, what was understood of it, and what is wrong with it."""

    class Change(BaseModel):
        """What the row corrects of the thing that is entered already."""

        thing: str
        was: str | None
        becomes: str

    row: int
    state: RowState
    cells: list[str]
    understood: dict[str, Any] | None  # Any: JSON
    problems: list[RowProblem]
    thing_id: UUID | None
    changes: list[Change] = Field([], description="empty where the row enters a new thing")
    conflict: str | None = Field(
        None, description="what the shares of the premises will come to, where that is not one: `5/6`"
    )
    twin_row: int | None = Field(description="the same person or house stands in this earlier row")
    twin_id: UUID | None = Field(description="the same person or house is entered already")
    twin_by: TwinBy | None


class RowPage(BaseModel):
    """One part of the rows, in the order of the file."""

    items: list[RowRead]
    next: int | None = Field(description="`after` of the next part")


class RowQuery(BaseModel):
    """Which rows are wanted."""

    state: RowState | None = None
    noted: Note | None = Field(None, description="only rows that correct something, or whose shares conflict")
    after: int = Field(0, ge=0, le=10_000_000)
    limit: int = Field(20, ge=1, le=100)
