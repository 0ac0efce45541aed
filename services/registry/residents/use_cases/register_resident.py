"""A resident is entered: by a manager for anyone, or by themselves once their contact is proven."""

from dataclasses import dataclass
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from services.registry.residents.model import Resident
from services.registry.residents.repository import Card, keep_contacts, keep_words
from services.registry.residents.service import age, chosen_way, place, write
from shared.contracts.codes import Channel
from shared.contracts.registry import ResidentJoinedV1
from shared.contracts.requests import Language, Way
from shared.kit import audit, outbox
from shared.kit.ids import new_id
from shared.kit.problems import invalid


@dataclass(frozen=True, slots=True)
class RegisterResident:
    """Names, contacts and the flat's number are already in their one form."""

    center_id: UUID
    family_name: str
    given_name: str
    patronymic: str | None = None
    phone: str | None = None
    mail: str | None = None
    house_id: UUID | None = None
    flat: str | None = None
    birth_year: int | None = None
    adult: bool | None = None
    way: Way | None = None
    language: Language = "ru"
    channel: Channel = "web"
    ground: str | None = None


async def register_resident(session: AsyncSession, command: RegisterResident) -> Card:
    """Raises ContactTaken, CenterNotFound, and Invalid for a house, an age or a way that cannot be."""
    _must_have_ground(command)
    house_id, premises_id = await place(session, command.center_id, command.house_id, command.flat)
    resident = Resident(
        center_id=command.center_id,
        id=new_id(),
        family_name=command.family_name,
        given_name=command.given_name,
        patronymic=command.patronymic,
        house_id=house_id,
        premises_id=premises_id,
        birth_year=command.birth_year,
        adult=age(command.birth_year, command.adult),
        way=chosen_way(command.way, command.phone, command.mail),
        language=command.language,
        channel=command.channel,
    )
    session.add(resident)
    await write(session)
    await keep_contacts(session, resident, command.phone, command.mail)
    await write(session)
    await keep_words(session, resident)
    audit.note(session, "resident.registered", resident.id, command.ground, command.channel)
    _tell(session, resident)
    return Card(resident, command.phone, command.mail, command.flat)


def _must_have_ground(command: RegisterResident) -> None:
    if command.phone is None and command.mail is None and command.ground is None:
        raise invalid(
            "/ground", "residents.ground-missing", "Напишите, почему житель записан без телефона и почты"
        )


def _tell(session: AsyncSession, resident: Resident) -> None:
    house_id, premises_id, adult = resident.where
    outbox.add(
        session,
        ResidentJoinedV1(
            resident_id=resident.id,
            house_id=house_id,
            premises_id=premises_id,
            adult=adult,
            channel=resident.channel,
        ),
    )
