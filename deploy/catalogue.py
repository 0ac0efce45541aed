"""The catalogue of what services say to each other: `python -m deploy.catalogue write|check`.

Written from the code: a JSON Schema snapshot of every fact and request, `docs/events.md` and the AsyncAPI
document. `check` says what has changed since, and fails on any difference; `write` refuses breaking changes.
"""

import json
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from deploy import topology
from deploy.asyncapi import asyncapi
from deploy.events_page import events_page
from deploy.said import Said, said
from deploy.schema_diff import Change, changes

_ROOT = Path(__file__).parent.parent
_SNAPSHOTS = Path("shared/contracts/snapshots")

Json = dict[str, Any]  # Any: JSON


def main(arguments: list[str]) -> int:
    """The exit code: 0 where all is well, 1 where something differs or is refused, 2 for wrong arguments."""
    if arguments not in (["write"], ["check"]):
        _say("python -m deploy.catalogue write|check")
        return 2
    what = said([part.declaration() for part in topology.parts()])
    found = list(schema_changes(_ROOT, what))
    for change in found:
        _say(str(change))
    if any(change.kind == "breaking" for change in found):
        _say("Make it a new version beside the old one. If nobody has ever said it, delete its snapshot.")
        return 1
    if arguments == ["write"]:
        _write(_ROOT, what)
        return 0
    return _check(_ROOT, what)


def schema_changes(root: Path, what: Said) -> Iterator[Change]:
    """How the schemas differ from the committed snapshots."""
    said_now = snapshots(what)
    for path, schema in said_now.items():
        committed = root / path
        if committed.is_file():
            yield from changes(path.stem, json.loads(committed.read_text()), schema)
        else:
            yield Change("additive", path.stem, "is new")
    for committed in sorted((root / _SNAPSHOTS).glob("*.json")):
        if committed.relative_to(root) not in said_now:
            yield Change("breaking", committed.stem, "is gone; what was said before can no longer be read")


def snapshots(what: Said) -> Mapping[Path, Json]:
    """The snapshot of each fact and request, by path."""
    found: dict[Path, Json] = {}
    for fact in what.facts:
        found[_SNAPSHOTS / f"{fact.type}.json"] = fact.model_json_schema(mode="serialization")
    for request in what.requests:
        name = request.verb
        found[_SNAPSHOTS / f"{name}.request.json"] = request.model_json_schema(mode="serialization")
        found[_SNAPSHOTS / f"{name}.answer.json"] = request.answer.model_json_schema(mode="serialization")
    return found


def files(what: Said) -> Mapping[Path, str]:
    """Everything that is generated, by path."""
    found = {path: _dumps(schema) for path, schema in snapshots(what).items()}
    found[Path("docs/events.md")] = events_page(what)
    found[Path("docs/asyncapi.json")] = _dumps(asyncapi(what))
    return found


def _write(root: Path, what: Said) -> None:
    for path, content in files(what).items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(content)


def _check(root: Path, what: Said) -> int:
    stale = [
        path
        for path, content in files(what).items()
        if not (root / path).is_file() or (root / path).read_text() != content
    ]
    for path in stale:
        _say(f"{path} is not what the code says; run python -m deploy.catalogue write")
    return 1 if stale else 0


def _dumps(content: object) -> str:
    return json.dumps(content, ensure_ascii=False, indent=2, sort_keys=True) + "\n"


def _say(line: str) -> None:
    sys.stdout.write(f"{line}\n")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
