"""`docs/roles.md`: the table of permissions for people to read, made from the services as they are."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from shared.contracts.permissions import ROLES, STANDINGS, Role

_HEAD = """\
# Who may do what

This page is made from `shared/contracts/permissions.py` by `python -m deploy.openapi write`; its check is a part of
`make check`. The same table is the check at every operation's door, and the access matrix of the tests
(`tests/access/matrix.csv`, read and committed by hand) is held against it and against the running services.

| role | who that is | sees |
|---|---|---|
| resident | somebody with a card in a center | their own things, and what a center shows residents |
| guardian | a resident with wards (claim `wards`) | besides, what is their wards' |
| activist | a resident with a post in an organisation (claim `organisations`, with its term) | what is its own too |
| manager | works at one or several centers | their people; each look at a card is logged and shown to the person |
| partner | a school, library, business, deputy | what is shared with partners; no person |
| company | works for a management company, and says so | totals; no person, no single vote, not who complained |
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
    roles: tuple[str, ...]
    anew: str
    """Of whom a fresh sign-in is asked; empty where of nobody."""


def roles_page(documents: Mapping[str, str]) -> str:
    """The whole page, from the OpenAPI document of each service."""
    return "\n".join(_lines(documents)) + "\n"


def doors(document: Mapping[str, Any]) -> Iterator[Door]:  # Any: an OpenAPI document is JSON
    """The operations of one service, by path."""
    for path, methods in sorted(document["paths"].items()):
        for method, said in sorted(methods.items()):
            yield Door(
                f"{method.upper()} {path}",
                said.get("x-permission", ""),
                tuple(said.get("x-roles", ())),
                said.get("x-signed-in-asked-of", "all") if "x-signed-in-within-minutes" in said else "",
            )


def _lines(documents: Mapping[str, str]) -> Iterator[str]:
    yield _HEAD
    for service, document in documents.items():
        yield f"## {service}\n"
        yield f"| operation | permission | {' | '.join(ROLES)} |"
        yield f"|---|---|{':-:|' * len(ROLES)}"
        for door in doors(json.loads(document)):
            yield _row(door, service)
        yield ""


def _row(door: Door, service: str) -> str:
    operation = door.operation.replace(f"/api/{service}/v1", "")
    if not door.permission:
        return f"| `{operation}` | anyone | {' | '.join('·' for _ in ROLES)} |"
    marks = ["✓" if door.roles and _passes(role, door.roles) else " " for role in ROLES]
    name = f"`{door.permission}`" + (f" **anew**{_of_whom(door.anew)}" if door.anew else "")
    return f"| `{operation}` | {name} | {' | '.join(marks)} |"


def _of_whom(anew: str) -> str:
    return "" if anew == "all" else f" ({anew})"


def _passes(role: Role, roles: Sequence[str]) -> bool:
    return role in roles or (role in STANDINGS and "resident" in roles)
