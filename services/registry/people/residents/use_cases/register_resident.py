"""A resident is entered: by a manager for anyone, or by themselves once their contact is proven."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from services.registry.people.guardians.model import Bond
from services.registry.people.guardians.service import entrust, must_answer_for
from services.registry.people.residents.model import Resident, ResidentContact, Source, Tongue
from services.registry.people.residents.repository import Card, enter
from services.registry.people.residents.service import age, chosen_way, place, refusals
from shared.contracts.codes import Channel
from shared.contracts.registry import ResidentJoinedV1
from shared.contracts.requests import Language, Way
from shared.kit import outbox
from shared.kit.clock import now
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
    languages: Sequence[Tongue] = ()
    channel: Channel = "web"
    source: Source | None = None
    ground: str | None = None
    guardian_id: UUID | None = None
    bond: Bond = "parent"
    shared: bool = False
    """Whether the contact is somebody else's too; then it opens no card of this person."""
    proven: bool = False
    """Whether the contact was just proven by a code."""
    by_guardian: bool = False
    """Whether a guardian enters the child themselves, which needs no other ground."""


async def register_resident(session: AsyncSession, command: RegisterResident) -> Card:
    """Raises ContactTaken, CenterNotFound, and Invalid for a house, an age or a way that cannot be."""
    grown_up = age(command.birth_year, command.adult)
    await _may_be_entered(session, command, grown_up)
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
        adult=grown_up,
        way=chosen_way(command.way, command.phone, command.mail),
        language=command.language,
        languages=list(dict.fromkeys(command.languages)),
        channel=command.channel,
        source=command.source or ("site" if command.channel == "web" else None),
        ground=command.ground,
        joined_at=(joined := now()),
        changed_at=joined,
        version=1,
    )
    with refusals():
        await enter(session, resident, _contacts(resident, command), command.channel)
    if command.guardian_id is not None and not grown_up:
        await entrust(session, resident, command.guardian_id, command.bond, command.ground)
    _tell(session, resident)
    return Card(resident, command.phone, command.mail, command.flat)


async def _may_be_entered(session: AsyncSession, command: RegisterResident, grown_up: bool) -> None:
    if not grown_up:
        await must_answer_for(
            session, command.center_id, command.guardian_id, joining=command.channel == "web"
        )
        if command.ground is None and not command.by_guardian:
            raise invalid("/ground", "residents.ground-missing", "Напишите, с чьих слов записан ребёнок")
    elif command.phone is None and command.mail is None and command.ground is None:
        raise invalid(
            "/ground", "residents.ground-missing", "Напишите, почему житель записан без телефона и почты"
        )
    elif command.shared and command.ground is None:
        raise invalid(
            "/ground", "residents.shared-ground", "Напишите, с чьих слов записано, что телефон общий"
        )


def _contacts(resident: Resident, command: RegisterResident) -> list[ResidentContact]:
    """The first contacts; one that belongs to another is refused when they are entered."""
    proven = resident.joined_at if command.proven else None
    given = (("phone", command.phone), ("mail", command.mail))
    return [
        ResidentContact(id=new_id(), kind=kind, value=value, shared=command.shared, verified_at=proven)
        for kind, value in given
        if value is not None
    ]


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
