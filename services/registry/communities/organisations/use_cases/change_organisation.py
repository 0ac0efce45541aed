"""What is known of an organisation is changed, or it is dissolved, or taken away where it was entered by mistake."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from services.registry.communities.memberships.use_cases.end_membership import end_all
from services.registry.communities.organisations import repository, service
from services.registry.communities.organisations.errors import AlreadyDissolved, HasHistory
from services.registry.communities.organisations.model import Organisation
from services.registry.communities.organisations.use_cases.enter_organisation import contacts, rest_on
from services.registry.finding.search.service import forget
from services.registry.storage import writing
from shared.contracts.registry import OrganisationChangedV1, OrganisationDissolvedV1
from shared.kit import audit, outbox
from shared.kit.clock import today
from shared.kit.etags import check_version

_PLAIN = (
    "about", "scale", "parent_id", "entrance", "place_ids", "founded_on", "kind", "name", "state", "dissolved_on",
)  # fmt: skip
_NEVER_EMPTY = {"kind", "name", "state", "place_ids"}


@dataclass(frozen=True, slots=True)
class ChangeOrganisation:
    """`changes` holds what is to be changed and nothing else; `version` is the one that the caller has seen."""

    center_id: UUID
    organisation_id: UUID
    version: int
    changes: Mapping[str, Any]  # Any: the body, already validated


async def change_organisation(session: AsyncSession, command: ChangeOrganisation) -> Organisation:
    """Raises OrganisationNotFound, AlreadyDissolved, Invalid, and Outdated where somebody has changed it since."""
    organisation = await repository.lock_organisation(session, command.center_id, command.organisation_id)
    check_version(organisation, command.version)
    was, changes = organisation.state, command.changes
    if was == "dissolved":
        raise AlreadyDissolved
    houses = changes["house_ids"] if changes.get("house_ids") is not None else None
    with session.no_autoflush:
        _take(organisation, changes)
        _move_on(organisation, was)
        kept = houses if houses is not None else await repository.houses_of(session, organisation)
        await service.check(session, organisation, kept)
    if houses is not None:
        await repository.keep_houses(session, organisation, houses)
    if changes.get("contacts") is not None:
        await repository.keep_contacts(session, organisation, contacts(organisation, changes["contacts"]))
    await service.make_findable(session, organisation)
    audit.note(session, "organisation.changed", about=organisation.id)
    service.tell(session, organisation, kept, OrganisationChangedV1)
    if organisation.state == "dissolved":
        await _dissolve(session, organisation)
    return organisation


@dataclass(frozen=True, slots=True)
class TakeAway:
    """An organisation that was entered by mistake goes."""

    center_id: UUID
    organisation_id: UUID
    version: int


async def take_away(session: AsyncSession, command: TakeAway) -> None:
    """Raises OrganisationNotFound, Outdated, and HasHistory where something rests on it."""
    organisation = await repository.lock_organisation(session, command.center_id, command.organisation_id)
    await writing.take_away(session, organisation, command.version, HasHistory)
    await forget(session, "organisation", organisation.id)
    audit.note(session, "organisation.taken_away", about=organisation.id)
    outbox.add(session, OrganisationDissolvedV1(organisation_id=organisation.id))


def _take(organisation: Organisation, changes: Mapping[str, Any]) -> None:  # Any: as above
    for name in _PLAIN:
        if name in changes and not (changes[name] is None and name in _NEVER_EMPTY):
            setattr(organisation, name, changes[name])
    if "document" in changes or "decision" in changes:
        document = changes.get("document", _document(organisation)) or None
        decision = changes.get("decision", _decision(organisation)) or None
        rest_on(organisation, document, decision)


def _document(organisation: Organisation) -> Mapping[str, Any]:  # Any: as above
    return {
        "kind": organisation.document_kind,
        "number": organisation.document_number,
        "on": organisation.document_on,
    }


def _decision(organisation: Organisation) -> Mapping[str, Any]:  # Any: as above
    return {"gathering": organisation.gathering, "part": organisation.part, "whole": organisation.whole}


def _move_on(organisation: Organisation, was: str) -> None:
    """From forming to active to dissolved, and never back."""
    if was == "active" and organisation.state == "forming":
        raise service.state_refused()
    if organisation.state == "active":
        organisation.active_since = organisation.founded_on or organisation.active_since or today()
    if organisation.state == "dissolved":
        organisation.dissolved_on = organisation.dissolved_on or today()
    else:
        organisation.dissolved_on = None


async def _dissolve(session: AsyncSession, organisation: Organisation) -> None:
    assert organisation.dissolved_on is not None
    await end_all(session, organisation, organisation.dissolved_on)
    audit.note(session, "organisation.dissolved", about=organisation.id)
    outbox.add(session, OrganisationDissolvedV1(organisation_id=organisation.id))
