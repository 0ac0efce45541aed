"""How a JSON Schema of something said between services has changed, and what that means for who reads it.

Facts of years ago stay in the stream and are read again with today's model, so a change must hold in both
directions: old readers of new facts, and new readers of old facts.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Literal

Json = dict[str, Any]  # Any: JSON
Kind = Literal["additive", "deprecated", "breaking"]


@dataclass(frozen=True)
class Change:
    """One difference; `breaking` needs a new version beside the old one."""

    kind: Kind
    where: str
    what: str

    def __str__(self) -> str:
        return f"{self.kind}: {self.where}: {self.what}"


def changes(name: str, old: Json, new: Json) -> list[Change]:
    """Every difference between two schemas, descriptions aside."""
    return list(_object(name, _Schema(old, old), _Schema(new, new)))


@dataclass(frozen=True)
class _Schema:
    """A part of a schema, and the whole that its references point into."""

    part: Json
    whole: Json

    def at(self, part: Json) -> "_Schema":
        name = part.get("$ref")
        if name is None:
            return _Schema(part, self.whole)
        found: Json = self.whole["$defs"][name.rpartition("/")[2]]
        return _Schema(found, self.whole)

    def fields(self) -> dict[str, "_Schema"]:
        return {name: self.at(part) for name, part in self.part.get("properties", {}).items()}

    def required(self) -> set[str]:
        return set(self.part.get("required", ()))

    def choices(self) -> list["_Schema"]:
        return [self.at(part) for part in self.part.get("anyOf", (self.part,))]


def _object(where: str, old: _Schema, new: _Schema) -> Iterator[Change]:
    before, after = old.fields(), new.fields()
    for field in sorted(before.keys() - after.keys()):
        yield Change("breaking", where, f"{field} is gone")
    for field in sorted(after.keys() - before.keys()):
        if field in new.required():
            yield Change("breaking", where, f"{field} is new and required; what was said before lacks it")
        else:
            yield Change("additive", where, f"{field} is new")
    for field in sorted(before.keys() & after.keys()):
        place = f"{where}.{field}"
        if (field in old.required()) != (field in new.required()):
            yield _required(place, required=field in new.required())
        yield from _value(place, before[field], after[field])


def _required(where: str, *, required: bool) -> Change:
    if required:
        return Change("breaking", where, "is required now; what was said before may lack it")
    return Change("breaking", where, "is optional now; old readers rely on it")


def _value(where: str, old: _Schema, new: _Schema) -> Iterator[Change]:
    if new.part.get("deprecated") and not old.part.get("deprecated"):
        yield Change("deprecated", where, "is deprecated now")
    before = {_shape(choice): choice for choice in old.choices()}
    after = {_shape(choice): choice for choice in new.choices()}
    for shape in sorted(before.keys() - after.keys()):
        yield Change("breaking", where, f"was {shape} too")
    for shape in sorted(after.keys() - before.keys()):
        yield Change("breaking", where, f"may be {shape} now; old readers do not know that")
    for shape in sorted(before.keys() & after.keys()):
        yield from _same_shape(where, before[shape], after[shape])


def _same_shape(where: str, old: _Schema, new: _Schema) -> Iterator[Change]:
    yield from _codes(where, old.part, new.part)
    if "items" in old.part and "items" in new.part:
        yield from _value(f"{where}[]", old.at(old.part["items"]), new.at(new.part["items"]))
    yield from _object(where, old, new)


def _codes(where: str, old: Json, new: Json) -> Iterator[Change]:
    before, after = _known(old), _known(new)
    if before is None or after is None:
        return
    for code in sorted(before - after):
        yield Change("breaking", where, f"{code} is gone; what was said before may hold it")
    for code in sorted(after - before):
        yield Change("additive", where, f"{code} is new; update who reads it before who says it")


def _known(part: Json) -> set[str] | None:
    if "const" in part:
        return {str(part["const"])}
    return {str(code) for code in part["enum"]} if "enum" in part else None


def _shape(schema: _Schema) -> str:
    part = schema.part
    kind = str(part.get("type", "anything"))
    limits = {name: part[name] for name in ("format", "pattern", "minLength", "maxLength") if name in part}
    coded = " (coded)" if _known(part) is not None else ""
    return kind + coded + "".join(f" {name} {value}" for name, value in sorted(limits.items()))
