"""The words of a list of owners, the first of each goes out again; and by what owners and doors are the same."""

from collections.abc import Mapping, Sequence
from fractions import Fraction
from uuid import UUID

from services.registry.exchange.kinds.model import Value
from services.registry.exchange.staging.model import comparable_name
from services.registry.places.houses.model import Premises, PremisesKind
from services.registry.places.owners.model import Owner, OwnerKind, read_share

KINDS: Mapping[OwnerKind, Sequence[str]] = {
    "resident": ("житель", "жительница"),
    "person": ("человек", "физическое лицо", "физлицо", "гражданин"),
    "organisation": ("организация", "юридическое лицо", "юрлицо", "ооо"),
    "city": ("город", "муниципалитет", "муниципальная", "город москва"),
}
PREMISES: Mapping[PremisesKind, Sequence[str]] = {
    "flat": ("квартира", "жилое", "кв"),
    "non_residential": ("нежилое", "нежилое помещение", "магазин", "офис"),
}
WHOLE = "1"
"""The share of a new owner of whom the list says none."""

Change = dict[str, str | None]
"""Of which `thing`, what it `was`, what it `becomes`."""
Door = tuple[str, str]
"""The id of a house and a number in it, without capitals."""
Ownership = tuple[Door, str]
"""A door, and by what whoever owns it is known."""


def door_of(value: Value) -> Door:
    """Where the row's premises are."""
    return str(value["house_id"]), str(value["number"]).casefold()


def who(resident_id: UUID | str | None, name: str | None) -> str:
    """By what an owner of premises is known: a resident's id, or a comparable name; the city has none."""
    return str(resident_id) if resident_id else comparable_name(name or "")


def ownership_of(value: Value) -> Ownership:
    """Whom the row means, and where."""
    return door_of(value), who(value["resident_id"], value["name"])


def share_of(value: Value) -> str:
    """The share as the row says it."""
    return value["share"] or WHOLE


def said_of_share(value: Value) -> tuple[Fraction | None, str | None]:
    """The share and its basis, equal however they are written."""
    return value["share"] and read_share(value["share"]), value["basis"]


def changes_of(value: Value, premises: Premises, owner: Owner) -> Sequence[Change]:
    """What the row says otherwise than it is entered: what it was, what it becomes. An empty cell changes nothing."""
    said = {
        # Another area than the one on record was refused by then.
        "area": (None, value["area"] if premises.area is None else None),
        "share": (str(owner.share), value["share"] and str(read_share(value["share"]))),
        "basis": (owner.basis, value["basis"]),
    }
    return [
        {"thing": thing, "was": was, "becomes": now}
        for thing, (was, now) in said.items()
        if now and now != was
    ]


def shares_with(value: Value, owner: Owner | None) -> Fraction:
    """The share that the row's owner has once it is entered."""
    return owner.share if owner and not value["share"] else read_share(share_of(value))
