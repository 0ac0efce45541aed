"""`docs/roles.md`: the table of permissions for people to read, made from the services as they are."""

from collections.abc import Iterator
from dataclasses import dataclass
from importlib import import_module

from fastapi import FastAPI
from fastapi.dependencies.models import Dependant
from fastapi.routing import APIRoute

from deploy.topology import parts
from shared.contracts.permissions import ROLES
from shared.kit.recently import Recently
from shared.kit.settings import Settings
from shared.kit.work import Admission

_HEAD = """\
# Who may do what

This page is made from `shared/contracts/permissions.py` by `python -m deploy.openapi write`; its check is a part of
`make check`. The same table is the check at every operation's door, and the access matrix of the tests
(`tests/access/matrix.csv`, read and committed by hand) is held against it and against the running services.

| role | who that is | sees |
|---|---|---|
| resident | somebody with a card in a center | their own things, and what a center shows to its residents |
| guardian | a resident with wards (claim `wards`) | besides, what is their wards' |
| activist | a resident with a post in an organisation (claim `organisations`, with the end of each term) | besides, what is their organisation's |
| manager | works at one or several centers | the people of these centers; each look at a card is logged, and shown to the person |
| partner | a school, library, business, deputy | what is shared with partners; no person |
| company | works for a management company, and has declared so | totals; no person, no single vote, not who complained |
| city | the city administration | what disclosure control lets out; no person |
| operator | keeps the software running | health, accounts of staff, centers; no resident |

Guardian and activist are no accounts of their own: the token of a resident says so, for fifteen minutes, and a post
that ends within them ends then. A row that admits residents admits them too. A center in a path must be the caller's
(404 otherwise), and a resident touches their own things only; that is not in this table, each operation keeps it and
row-level security stands behind it. **anew** marks what needs a sign-in of the last ten minutes.
"""


@dataclass(frozen=True)
class Door:
    """One operation and who may pass."""

    operation: str
    permission: str
    roles: tuple[str, ...] | None
    anew: bool


def roles_page() -> str:
    """The whole page."""
    return "\n".join(_lines()) + "\n"


def doors(app: FastAPI) -> Iterator[Door]:
    """The operations of one service."""
    for route in app.routes:
        if isinstance(route, APIRoute) and route.include_in_schema:
            admission = _of(route.dependant, Admission)
            roles = admission.roles if isinstance(admission, Admission) else None
            permission = admission.permission if isinstance(admission, Admission) else None
            anew = _of(route.dependant, Recently) is not None
            for method in sorted(route.methods or ()):
                yield Door(f"{method} {route.path}", permission or "", roles, anew)


def _lines() -> Iterator[str]:
    yield _HEAD
    for part in parts():
        if not part.database:
            continue
        app = import_module(f"services.{part.name}.main").create_app(Settings(service=part.name))
        yield f"## {part.name}\n"
        yield f"| operation | permission | {' | '.join(ROLES)} |"
        yield f"|---|---|{':-:|' * len(ROLES)}"
        for door in sorted(doors(app), key=lambda door: (door.operation.split(" ")[1], door.operation)):
            yield _row(door, part.name)
        yield ""


def _row(door: Door, service: str) -> str:
    operation = door.operation.replace(f"/api/{service}/v1", "")
    if door.roles is None:
        return f"| `{operation}` | anyone | {' | '.join('·' for _ in ROLES)} |"
    by_resident = "resident" in door.roles
    marks = [
        "✓" if role in door.roles or (by_resident and role in ("guardian", "activist")) else " "
        for role in ROLES
    ]
    name = f"`{door.permission}`" + (" **anew**" if door.anew else "")
    return f"| `{operation}` | {name} | {' | '.join(marks)} |"


def _of(dependant: Dependant, kind: type[object]) -> object | None:
    return next((one.call for one in dependant.dependencies if isinstance(one.call, kind)), None)
