"""The tree of calls as a paper for the members of a list."""

from collections.abc import Sequence
from pathlib import Path

from services.registry.people.contacts.model import read_aloud
from services.registry.people.lists.model import Branch, ContactList, tree_of
from services.registry.people.lists.repository import Listed
from services.registry.places.centers.model import Center
from shared.kit.clock import today
from shared.kit.typesetting import typeset

_TEMPLATE = Path(__file__).parents[1] / "templates" / "tree.typ"


async def print_tree(center: Center, house: str, printed: ContactList, members: Sequence[Listed]) -> bytes:
    """The PDF: who calls whom, and every telephone."""
    tree = tree_of(members, printed.branching)
    data = {
        "center": center.name,
        "title": printed.title,
        "house": house,
        "entrance": printed.entrance,
        "date": f"{today():%d.%m.%Y}",
        "branching": printed.branching,
        "tree": _said(tree) if tree else None,
        "count": len(members),
    }
    return await typeset(_TEMPLATE, data)


def _said(branch: Branch[Listed]) -> dict[str, object]:
    one = branch.member
    return {
        "name": one.name,
        "flat": one.flat,
        "contact": read_aloud(one.contact) if one.contact else None,
        "calls": [_said(called) for called in branch.calls],
    }
