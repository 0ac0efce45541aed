"""The OpenAPI document of every service and the page of roles below docs: `python -m deploy.openapi write|check`."""

import json
import sys
from importlib import import_module
from pathlib import Path

from deploy.roles_page import roles_page
from deploy.topology import parts
from shared.kit.settings import Settings

FOLDER = Path(__file__).parent.parent / "docs" / "openapi"
ROLES_PAGE = FOLDER.parent / "roles.md"


def documents() -> dict[str, str]:
    """The document of each service as it is now, by name."""
    return {part.name: _document(part.name) for part in parts() if part.database}


def _document(name: str) -> str:
    app = import_module(f"services.{name}.main").create_app(Settings(service=name))
    return json.dumps(app.openapi(), ensure_ascii=False, indent=2, sort_keys=True) + "\n"


def write() -> None:
    """Replaces the committed documents."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    written = documents()
    for name, document in written.items():
        (FOLDER / f"{name}.json").write_text(document, encoding="utf-8")
    ROLES_PAGE.write_text(roles_page(written), encoding="utf-8")


def drifted() -> list[str]:
    """The services whose committed document is not what they say now; `roles` for the page of roles."""
    now = documents()
    names = [name for name, document in now.items() if _committed(name) != document]
    roles = ROLES_PAGE.read_text(encoding="utf-8") if ROLES_PAGE.is_file() else None
    return names if roles == roles_page(now) else [*names, "roles"]


def _committed(name: str) -> str | None:
    file = FOLDER / f"{name}.json"
    return file.read_text(encoding="utf-8") if file.is_file() else None


def main(arguments: list[str]) -> int:
    """`write`, or `check`, which fails where a document has drifted."""
    if arguments == ["write"]:
        write()
        return 0
    if arguments != ["check"]:
        sys.stderr.write("python -m deploy.openapi write|check\n")
        return 2
    if names := drifted():
        sys.stderr.write(f"docs differ for {', '.join(names)}: python -m deploy.openapi write\n")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
