"""Changing a row by what was sent: what is left out stays, null empties what may be empty."""

from collections.abc import Collection, Mapping

Changes = Mapping[str, object]


def change(row: object, changes: Changes, never_empty: Collection[str]) -> None:
    """Sets the named attributes; null leaves those in `never_empty` as they are."""
    for name, value in changes.items():
        if value is not None or name not in never_empty:
            setattr(row, name, value)
