"""What registering and changing a resident have in common: the rules about place, age, way and contacts."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from uuid import UUID

from sqlalchemy.exc import IntegrityError
from sqlalchemy.ext.asyncio import AsyncSession

from services.registry.people.guardians.repository import wards_of
from services.registry.people.residents.errors import ContactTaken, ResidentNotFound
from services.registry.people.residents.model import Resident, of_age, reaches, usual_way
from services.registry.places.centers.errors import CenterNotFound
from services.registry.places.houses.errors import HouseNotFound
from services.registry.places.houses.repository import get_house, premises_of
from services.registry.storage.repository import broken_rule
from shared.contracts.registry import WayChosenV1
from shared.contracts.requests import Language, Way
from shared.kit import outbox
from shared.kit.access import Caller
from shared.kit.clock import now
from shared.kit.etags import Outdated
from shared.kit.language import say
from shared.kit.problems import invalid

_NUMBER = re.compile(r"\d+")


async def must_be_own(session: AsyncSession, caller: Caller, center: UUID, resident: UUID) -> None:
    """A manager may touch every card of the center, others their own and their wards'. Raises ResidentNotFound."""
    if caller.role == "manager" or caller.id == resident:
        return
    if resident not in await wards_of(session, center, caller.id):
        raise ResidentNotFound


async def place(
    session: AsyncSession, center: UUID, house: UUID | None, flat: str | None
) -> tuple[UUID | None, UUID | None]:
    """The house and the flat's id. Raises Invalid for an unknown house, or for a flat without a house."""
    if house is None:
        if flat is not None:
            raise invalid("/flat", "residents.house-missing", "Чтобы указать квартиру, выберите дом")
        return None, None
    try:
        found = await get_house(session, center, house)
    except HouseNotFound as error:
        raise invalid("/house_id", "residents.house-unknown", "Такого дома в центре нет") from error
    if flat is None:
        return house, None
    must_be_in(found.flats, flat)
    return house, await premises_of(session, center, house, flat)


def must_be_in(flats: int, flat: str) -> None:
    """Raises Invalid for a number that no flat of a house with so many has."""
    number = _NUMBER.search(flat)
    if flats == 1 and (number is None or int(number.group()[:6]) != 1):
        raise invalid(
            "/flat",
            "residents.flat-beyond",
            "В этом доме одна квартира: оставьте номер пустым или напишите 1",
        )
    if number is not None and (len(number.group().lstrip("0")) > 5 or int(number.group()) > flats):
        raise invalid(
            "/flat",
            "residents.flat-beyond",
            say("В этом доме квартиры с 1 по {flats}: проверьте номер", flats=flats),
        )


def age(birth_year: int | None, adult: bool | None) -> bool:
    """Whether the person is of age; who says nothing is. Raises Invalid where year and answer disagree."""
    if birth_year is None:
        return adult is not False
    this_year = now().year
    if birth_year > this_year:
        raise invalid("/birth_year", "residents.not-born-yet", "Этот год ещё не наступил")
    by_year = of_age(birth_year, this_year)
    if adult is not None and adult is not by_year:
        raise invalid("/adult", "residents.age-disagrees", "Возраст не сходится с годом рождения")
    return by_year


def chosen_way(way: Way | None, phone: str | None, mail: str | None, messenger: str | None = None) -> Way:
    """How to reach the person. Raises Invalid where the way chosen lacks its contact."""
    if way is None:
        return usual_way(phone, mail)
    if not reaches(way, phone, mail, messenger):
        raise invalid("/way", "residents.way-without-contact", "Для такого способа связи не хватает контакта")
    return way


def say_way(session: AsyncSession, resident: Resident, before: tuple[Way, Language]) -> None:
    """Tells whoever sends messages, where the way or the language is not as it was."""
    if (resident.way, resident.language) != before:
        chosen = WayChosenV1(resident_id=resident.id, way=resident.way, language=resident.language)
        outbox.add(session, chosen)


async def write(session: AsyncSession) -> None:
    """Flushes; raises ContactTaken, Outdated where another contact was preferred meanwhile, or CenterNotFound."""
    with refusals():
        await session.flush()


@contextmanager
def refusals() -> Iterator[None]:
    """What breaks a rule of the database within is refused, as `write` says."""
    try:
        yield
    except IntegrityError as error:
        match broken_rule(error):
            case "resident_contacts_value_key" | "resident_contacts_once_key":
                raise ContactTaken from error
            case "resident_contacts_preferred_key":
                raise Outdated from error
            case "residents_center_id_fkey":
                raise CenterNotFound from error
        raise
