"""An organisation, a group or a community is entered."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from services.registry.communities.forms.model import KINDS
from services.registry.communities.organisations import repository, service
from services.registry.communities.organisations.model import Organisation, OrganisationContact, State
from services.registry.places.centers.errors import CenterNotFound
from services.registry.storage.writing import Refusals, write
from shared.contracts.codes import OrganisationKind, OrganisationScale
from shared.contracts.registry import OrganisationFormedV1
from shared.kit import audit
from shared.kit.clock import today
from shared.kit.ids import new_id

_REFUSED: Refusals = {"organisations_center_id_fkey": CenterNotFound}

Said = Mapping[str, Any]  # Any: a part of a body, already validated


@dataclass(frozen=True, slots=True)
class EnterOrganisation:
    """What is known of it; `document`, `decision` and `contacts` as they are said."""

    center_id: UUID
    kind: OrganisationKind
    name: str
    state: State = "active"
    scale: OrganisationScale | None = None
    about: str | None = None
    parent_id: UUID | None = None
    house_ids: list[UUID] = field(default_factory=list)
    entrance: int | None = None
    place_ids: list[UUID] = field(default_factory=list)
    founded_on: date | None = None
    document: Said | None = None
    decision: Said | None = None
    contacts: list[Said] = field(default_factory=list)
    id: UUID = field(default_factory=new_id)


async def enter_organisation(session: AsyncSession, command: EnterOrganisation) -> Organisation:
    """Raises Invalid where scale, parent, houses or founding do not fit its kind, and CenterNotFound."""
    organisation = as_said(command)
    await service.check(session, organisation, command.house_ids)
    session.add(organisation)
    await write(session, _REFUSED)
    await repository.keep_houses(session, organisation, command.house_ids)
    await repository.keep_contacts(session, organisation, contacts(organisation, command.contacts))
    await service.make_findable(session, organisation)
    audit.note(session, "organisation.entered", about=organisation.id)
    service.tell(session, organisation, command.house_ids, OrganisationFormedV1)
    return organisation


def as_said(command: EnterOrganisation) -> Organisation:
    """The organisation, neither checked nor written yet."""
    organisation = Organisation(
        center_id=command.center_id,
        id=command.id,
        kind=command.kind,
        name=command.name,
        state="forming" if command.state == "forming" else "active",
        scale=command.scale or only_scale(command.kind),
        about=command.about,
        parent_id=command.parent_id,
        entrance=command.entrance,
        place_ids=command.place_ids,
        founded_on=command.founded_on,
    )
    rest_on(organisation, command.document, command.decision)
    if organisation.state == "active":
        organisation.active_since = command.founded_on or today()
    return organisation


def only_scale(kind: OrganisationKind) -> OrganisationScale | None:
    """The scale of a kind that has no other."""
    scales = KINDS[kind].scales
    return scales[0] if len(scales) == 1 else None


def rest_on(organisation: Organisation, document: Said | None, decision: Said | None) -> None:
    """Writes down its founding document and how its founding was decided; None empties."""
    paper, decided = document or {}, decision or {}
    organisation.document_kind = paper.get("kind")
    organisation.document_number = paper.get("number")
    organisation.document_on = paper.get("on")
    organisation.gathering = decided.get("gathering")
    organisation.part, organisation.whole = decided.get("part"), decided.get("whole")


def contacts(organisation: Organisation, said: list[Said]) -> list[OrganisationContact]:
    """Contacts as they are kept."""
    return [
        OrganisationContact(
            center_id=organisation.center_id, organisation_id=organisation.id, place=place, **contact
        )
        for place, contact in enumerate(said)
    ]
