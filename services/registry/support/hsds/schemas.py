"""Pages of HSDS's API, and what came of a file from another directory."""

from typing import Any

from pydantic import BaseModel, Field

from shared.kit.uploads import described

SENT = described(
    {
        "file": {
            "type": "string",
            "format": "binary",
            "description": "a data package (ZIP) or JSON, at most 10 MB",
        },
        "apply": {"type": "string", "enum": ["true", "false"], "default": "false"},
        "shared": {"type": "string", "enum": ["true", "false"], "default": "false"},
        "center_id": {"type": "string", "format": "uuid"},
        "level": {"type": "string", "enum": ["local", "city", "national"], "default": "city"},
        "body": {"type": "string", "enum": ["state", "ngo", "departmental", "municipal"], "default": "ngo"},
        "support": {
            "type": "string",
            "enum": ["informational", "organisational", "financial", "moral"],
            "default": "informational",
        },
    },
    ["file"],
)
"""`level`, `body` and `support` stand for organisations that do not say theirs by our taxonomies."""


class HsdsPage(BaseModel):
    """A page as HSDS 3.0 has it."""

    total_items: int
    total_pages: int
    page_number: int
    size: int
    first_page: bool
    last_page: bool
    empty: bool
    contents: list[dict[str, Any]]  # Any: things of HSDS


class HsdsQuery(BaseModel):
    """Which page."""

    page: int = Field(1, ge=1, le=1_000_000)
    per_page: int = Field(50, ge=1, le=500)
    own: bool | None = Field(None, description="true: only the center's own; false: only what all share")


class Rejected(BaseModel):
    """What is wrong in one cell, and how to mend it."""

    file: str
    row: int
    column: str
    code: str
    message: str


class Brought(BaseModel):
    """What a file holds, and what becomes of it; `applied` says whether it has."""

    applied: bool
    organizations: int
    services: int
    new: int
    changed: int
    same: int
    rejected: list[Rejected]
