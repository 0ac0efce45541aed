"""The forms in which residents come together: what fits each kind, and what is asked of it."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Literal

from shared.contracts.codes import MembershipRole, OrganisationKind, OrganisationScale

Form = Literal["community", "informal", "residents", "outside"]
"""A community itself, an informal group, a formal organisation of residents, or one that stands beside them."""

Community = Literal["interest", "place"]
"""Held together by an interest and tied to no territory, or by the place where people live."""

Gathering = Literal["votes", "meeting", "conference"]
DocumentKind = Literal["minutes", "decision", "charter", "agreement", "order", "extract", "other"]
ShownTo = Literal["everybody", "members", "managers"]

SIZE: Mapping[OrganisationScale, int] = {
    "entrance": 1,
    "house": 2,
    "yard": 3,
    "street": 3,
    "microdistrict": 4,
    "city": 5,
}
"""A parent acts on no smaller a territory than its child; a yard and a street may be either's part."""

ALL_SCALES: tuple[OrganisationScale, ...] = tuple(SIZE)


@dataclass(frozen=True, slots=True)
class Kind:
    """What one kind of organisation is; `scales` are those it may have, none meaning that it is tied to no place."""

    form: Form
    community: Community
    scales: tuple[OrganisationScale, ...] = ()
    may_be_unplaced: bool = False
    chaired: bool = False
    documented: bool = False
    gatherings: Mapping[Gathering, str] | None = None
    """By how its founding is decided: the rule that the decision must satisfy."""
    age_rule: str | None = None
    term_rule: str | None = None
    joined_by_wish: bool = False
    """Whether people come into it because they want to; otherwise a meeting chooses them or somebody employs them."""


_TOS_GATHERINGS: Mapping[Gathering, str] = {"meeting": "tos.meeting", "conference": "tos.conference"}
_OWNERS: Mapping[Gathering, str] = {"votes": "tszh.votes"}
_TOS_SCALES: tuple[OrganisationScale, ...] = ("entrance", "house", "yard", "street", "microdistrict")
_COUNCIL_TERM = "house_council.term_years"


def _interest(form: Form) -> Kind:
    return Kind(form, "interest", ALL_SCALES, may_be_unplaced=True, joined_by_wish=True)


def _of_place(*scales: OrganisationScale) -> Kind:
    return Kind("residents", "place", scales, chaired=True, documented=True)


def _tos() -> Kind:
    return Kind(
        "residents", "place", _TOS_SCALES, chaired=True, documented=True, gatherings=_TOS_GATHERINGS,
        age_rule="tos.age", joined_by_wish=True,
    )  # fmt: skip


def _partnership() -> Kind:
    return Kind("residents", "place", ("house", "yard"), chaired=True, documented=True, gatherings=_OWNERS)


def _outside(*scales: OrganisationScale) -> Kind:
    return Kind("outside", "place", scales or ALL_SCALES, may_be_unplaced=True)


KINDS: Mapping[OrganisationKind, Kind] = {
    "community_interest": _interest("community"),
    "community_place": Kind("community", "place", ALL_SCALES, joined_by_wish=True),
    "group_initiative": Kind("informal", "place", ALL_SCALES, may_be_unplaced=True, joined_by_wish=True),
    "group_interest": _interest("informal"),
    "group_internet": _interest("informal"),
    "council_entrance": _of_place("entrance"),
    "council_house": _of_place("house"),
    "council_mkd": Kind(
        "residents", "place", ("house",), chaired=True, documented=True, term_rule=_COUNCIL_TERM
    ),
    "tszh": _partnership(),
    "tsn": _partnership(),
    "council_yard": _of_place("yard"),
    "committee_street": _of_place("street"),
    "council_microdistrict": _of_place("microdistrict"),
    "territorial_community": replace(_of_place("yard", "street", "microdistrict"), joined_by_wish=True),
    "tos": _tos(),
    "tos_legal": _tos(),
    "ktos": Kind("residents", "place", _TOS_SCALES, chaired=True, documented=True, age_rule="tos.age"),
    "stos": Kind("residents", "place", _TOS_SCALES, chaired=True, documented=True, age_rule="tos.age"),
    "ngo": replace(_outside(), joined_by_wish=True),
    "city_branch": _outside(),
    "internet_formal": _interest("outside"),
    "management_company": _outside(),
}

CHARTERED: frozenset[OrganisationKind] = frozenset({"tos", "tos_legal", "tszh", "tsn"})
"""Those that act by a charter of their own."""

PARTNERSHIPS: frozenset[OrganisationKind] = frozenset({"tszh", "tsn"})
"""Where one of these manages a house, the law asks for no council."""

HOUSE_COUNCILS: frozenset[OrganisationKind] = frozenset({"council_mkd"})
"""What the law means by a council of a block of flats."""

TITLED: frozenset[MembershipRole] = frozenset(
    {
        "delegate",
        "organiser",
        "council_member",
        "secretary",
        "treasurer",
        "auditor",
        "deputy",
        "chair",
    }
)
"""Roles that are more than being a member: whoever holds one is an activist of the organisation."""

ELECTED = TITLED - {"organiser"}
"""Those whom a meeting has chosen: its minutes name them (Housing Code art. 46, 161.1)."""


def fits_below(child: OrganisationScale | None, parent: OrganisationScale | None) -> bool:
    """Whether an organisation of scale `child` may be a part of one of scale `parent`."""
    return child is None or parent is None or SIZE[child] <= SIZE[parent]
