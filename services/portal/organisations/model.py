"""Organisations, memberships, councils in the making and maps as the pages read them."""

from datetime import date
from decimal import Decimal
from uuid import UUID

from services.portal.visits.api import Read


class Officer(Read):
    """Somebody who acts for an organisation."""

    membership_id: UUID
    role: str
    resident_id: UUID | None = None
    name: str | None = None
    since: date
    until: date | None = None
    over: bool = False


class Document(Read):
    """The paper on which something rests."""

    kind: str
    number: str | None = None
    on: date | None = None


class Decision(Read):
    """By how many of how many something was decided."""

    gathering: str
    part: Decimal
    whole: Decimal


class Contact(Read):
    """One way to reach an organisation."""

    kind: str
    value: str
    shown_to: str = "everybody"


class Related(Read):
    """Another organisation."""

    id: UUID
    kind: str
    name: str


class OrganisationLine(Read):
    """A line of the list."""

    id: UUID
    kind: str
    form: str
    community: str
    scale: str | None = None
    name: str
    state: str
    house_ids: list[UUID] = []
    members: int = 0
    chair: Officer | None = None
    version: int = 1


class Organisation(OrganisationLine):
    """One organisation."""

    about: str | None = None
    parent: Related | None = None
    parts: list[Related] = []
    entrance: int | None = None
    place_ids: list[UUID] = []
    founded_on: date | None = None
    document: Document | None = None
    decision: Decision | None = None
    active_since: date | None = None
    dissolved_on: date | None = None
    contacts: list[Contact] = []
    officers: list[Officer] = []
    is_member: bool = False
    joined_by_wish: bool = False


class Step(Read):
    """One thing that is missing."""

    code: str
    legal_basis: str | None = None
    due_on: date | None = None
    count: int | None = None
    need: str | None = None


class Steps(Read):
    """What is missing, the most pressing first."""

    items: list[Step] = []


class Membership(Read):
    """One role of one person."""

    id: UUID
    organisation_id: UUID
    resident_id: UUID | None = None
    name: str | None = None
    role: str
    since: date
    until: date | None = None
    ended_on: date | None = None
    end_reason: str | None = None
    document: Document | None = None
    shown_to: str = "members"
    over: bool = False
    age_known: bool = True
    version: int = 1


class CouncilStep(Read):
    """One step of choosing a council."""

    code: str
    due_on: date
    done_on: date | None = None
    words: str | None = None
    overdue: bool = False
    legal_basis: str | None = None


class Asked(Read):
    """Somebody who was asked to stand."""

    resident_id: UUID
    name: str
    of_house: bool = True
    wanted: str
    asked_on: date
    answer: str | None = None
    answered_on: date | None = None


class FormingLine(Read):
    """A council in the making, in a list."""

    id: UUID
    house_id: UUID
    meeting_on: date
    place: str | None = None
    state: str
    organisation_id: UUID | None = None
    version: int = 1


class Forming(FormingLine):
    """A council in the making."""

    address: str
    started_on: date
    stop_reason: str | None = None
    steps: list[CouncilStep] = []
    asked: list[Asked] = []

    @property
    def held(self) -> bool:
        """Whether the meeting was over when it was written down."""
        return self.started_on >= self.meeting_on


class CouncilState(Read):
    """Whether a house has its council."""

    house_id: UUID
    address: str = ""
    state: str
    legal_basis: str | None = None
    flats: int = 0
    need: str | None = None
    council_id: UUID | None = None
    council_name: str | None = None
    partnership_id: UUID | None = None
    partnership_name: str | None = None
    forming_id: UUID | None = None
    meeting_on: date | None = None
    chair: str | None = None
    until: date | None = None
    steps: list[Step] = []


class Deadline(Read):
    """A day not to be missed."""

    kind: str
    code: str
    due_on: date
    organisation_id: UUID | None = None
    organisation_name: str | None = None
    organisation_kind: str | None = None
    role: str | None = None
    people: int = 0
    forming_id: UUID | None = None
    address: str | None = None


class Deadlines(Read):
    """The nearest first."""

    items: list[Deadline] = []


class MapPart(Read):
    """One of the six parts."""

    part: str
    strength: str
    existing: str | None = None
    missing: str | None = None


class MapLink(Read):
    """One link between parts."""

    one: str
    other: str
    strength: str
    words: str | None = None


class Evidence(Read):
    """What was counted."""

    residents: int = 0
    flats: int = 0
    flats_known: int = 0
    houses: int = 0
    houses_organised: int = 0
    organisations: int = 0
    chaired: int = 0
    informal: int = 0
    outside: int = 0
    internet: int = 0
    activists: int = 0
    bridging: int = 0


class MapLine(Read):
    """A map in the list."""

    id: UUID
    organisation_id: UUID | None = None
    name: str
    drawn_on: date
    version: int = 1


class Map(MapLine):
    """A map of a community's infrastructure."""

    parts: list[MapPart] = []
    links: list[MapLink] = []
    evidence: Evidence = Evidence()
