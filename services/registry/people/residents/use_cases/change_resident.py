"""What is known of a resident is changed, by themselves or by a manager."""

from dataclasses import dataclass, replace
from typing import TypedDict
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from services.registry.people.contacts.service import must_say, must_stay_reachable, replace_first
from services.registry.people.guardians.service import must_be_entrusted
from services.registry.people.households.repository import leave
from services.registry.people.lists.repository import leave_all_lists
from services.registry.people.residents.model import Resident, Source, Tongue, reaches, usual_way
from services.registry.people.residents.repository import Card, get_card, keep_words
from services.registry.people.residents.service import age, chosen_way, place, say_way, write
from shared.contracts.codes import Channel
from shared.contracts.registry import ResidentChangedV1
from shared.contracts.requests import Language, Way
from shared.kit import audit, outbox
from shared.kit.clock import now
from shared.kit.etags import check_version
from shared.kit.problems import invalid

_CONTACTS = {"phone", "mail"}
_FOUND_BY = {"family_name", "given_name", "patronymic", "phone", "mail", "house_id", "flat", "birth_year"}
"""What a resident, or a second card of the same person, is found by."""
_OF_THE_CENTER = {"source", "ground"}
"""What the center says of somebody by itself; all the rest is the person's to say."""


class Changes(TypedDict, total=False):
    """Only what is to be changed; None empties what may be empty."""

    family_name: str | None
    given_name: str | None
    patronymic: str | None
    house_id: UUID | None
    flat: str | None
    birth_year: int | None
    adult: bool | None
    language: Language | None
    way: Way | None
    phone: str | None
    mail: str | None
    languages: list[Tongue] | None
    source: Source | None
    ground: str | None


@dataclass(frozen=True, slots=True)
class Told:
    """How the person said what is not so, and what was shown for it."""

    channel: Channel | None
    evidence: str | None = None


@dataclass(frozen=True, slots=True)
class ChangeResident:
    """`version` is the one that the caller has seen; `told` says on whose word staff corrects."""

    center_id: UUID
    resident_id: UUID
    version: int
    changes: Changes
    told: Told | None = None


async def change_resident(session: AsyncSession, command: ChangeResident) -> Card:
    """Raises ResidentNotFound, Outdated, ContactTaken, and Invalid for what cannot be."""
    card = await get_card(session, command.center_id, command.resident_id)
    resident, changes = card.resident, command.changes
    check_version(resident, command.version)
    ground = _on_whose_word(command)
    before, reached = resident.where, (resident.way, resident.language)
    card = await _take_contacts(session, card, changes)
    flat = await _move(session, card, changes)
    await _take_age(session, resident, changes)
    _take_way(card, changes)
    _take_name(resident, changes)
    _take_words(resident, changes)
    resident.changed_at = now()
    await write(session)
    if _FOUND_BY & changes.keys():
        await keep_words(session, resident)
    if resident.where[:2] != before[:2]:
        await leave(session, resident.center_id, resident.id)
    if resident.house_id != before[0]:
        await leave_all_lists(session, resident.center_id, resident.id)
    shown = command.told.evidence if command.told else None
    audit.note(
        session, "resident.changed", resident.id, ground, " ".join([*sorted(changes), shown or ""]).strip()
    )
    say_way(session, resident, reached)
    if resident.where != before:
        _tell(session, resident)
    return replace(card, flat=flat)


def _on_whose_word(command: ChangeResident) -> str | None:
    """The ground on which staff corrects what is somebody's own to say: whoever it is may contest it."""
    changes, told = command.changes, command.told
    own = changes.keys() - _OF_THE_CENTER - _CONTACTS
    if told is not None and own and told.channel in (None, "web"):
        raise invalid("/channel", "residents.channel-missing", "Отметьте, как человек об этом сказал")
    if _CONTACTS & changes.keys():
        return must_say(changes.get("ground"))
    return told.channel if told is not None and own else None


async def _move(session: AsyncSession, card: Card, changes: Changes) -> str | None:
    resident = card.resident
    house = changes.get("house_id", resident.house_id)
    stays = house == resident.house_id
    flat = changes.get("flat", card.flat if stays else None)
    if not stays or flat != card.flat:
        resident.house_id, resident.premises_id = await place(session, resident.center_id, house, flat)
    return flat


async def _take_age(session: AsyncSession, resident: Resident, changes: Changes) -> None:
    """Somebody who turns out to be a child needs a grown-up who answers for them."""
    if "birth_year" not in changes and "adult" not in changes:
        return
    birth_year = changes.get("birth_year", resident.birth_year)
    grown_up = age(birth_year, changes.get("adult"))
    if resident.adult and not grown_up:
        await must_be_entrusted(session, resident)
    resident.birth_year, resident.adult = birth_year, grown_up


async def _take_contacts(session: AsyncSession, card: Card, changes: Changes) -> Card:
    """The card with its present contacts; nobody is left without any and without a ground for it. Comes before
    any change of the resident's own row, so that its version moves once."""
    if not {"phone", "mail", "ground"} & changes.keys():
        return card
    if "phone" in changes:
        await replace_first(session, card.resident, "phone", changes["phone"])
    if "mail" in changes:
        await replace_first(session, card.resident, "mail", changes["mail"])
    await must_stay_reachable(session, card.resident, changes.get("ground", card.resident.ground))
    return await get_card(session, card.resident.center_id, card.resident.id)


def _take_way(card: Card, changes: Changes) -> None:
    resident, way = card.resident, changes.get("way")
    if way is not None:
        resident.way = chosen_way(way, card.phone, card.mail, card.messenger)
    elif not reaches(resident.way, card.phone, card.mail, card.messenger):
        resident.way = usual_way(card.phone, card.mail)


def _take_words(resident: Resident, changes: Changes) -> None:
    resident.language = changes.get("language") or resident.language
    resident.languages = (
        list(dict.fromkeys(changes.get("languages") or ()))
        if "languages" in changes
        else (resident.languages)
    )
    resident.source = changes.get("source", resident.source)
    resident.ground = changes.get("ground", resident.ground)


def _take_name(resident: Resident, changes: Changes) -> None:
    resident.family_name = changes.get("family_name") or resident.family_name
    resident.given_name = changes.get("given_name") or resident.given_name
    resident.patronymic = changes.get("patronymic", resident.patronymic)


def _tell(session: AsyncSession, resident: Resident) -> None:
    house_id, premises_id, adult = resident.where
    outbox.add(
        session,
        ResidentChangedV1(resident_id=resident.id, house_id=house_id, premises_id=premises_id, adult=adult),
    )
