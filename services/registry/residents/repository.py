"""How residents are found, and how their contacts and the words of their names are kept beside them."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import ColumnElement, Select, and_, delete, select, text
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import aliased

from services.registry.contacts.model import Contact, ContactUnclear, read_contact
from services.registry.houses.model import Premises
from services.registry.names.model import LAST_LETTER, words
from services.registry.residents.errors import ResidentNotFound
from services.registry.residents.model import Resident, ResidentContact, ResidentWord


@dataclass(frozen=True, slots=True)
class Card:
    """A resident with what stands in other tables."""

    resident: Resident
    phone: str | None
    mail: str | None
    flat: str | None


async def get_card(session: AsyncSession, center: UUID, resident: UUID) -> Card:
    """Raises ResidentNotFound."""
    found = await cards_of(session, center, [resident])
    if not found:
        raise ResidentNotFound
    return found[0]


async def cards_of(session: AsyncSession, center: UUID, residents: Iterable[UUID]) -> Sequence[Card]:
    """The cards that exist among these."""
    phone, mail = aliased(ResidentContact), aliased(ResidentContact)
    found = await session.execute(
        select(Resident, phone.value, mail.value, Premises.number)
        .outerjoin(phone, _contact_of(phone, "phone"))
        .outerjoin(mail, _contact_of(mail, "mail"))
        .outerjoin(
            Premises, and_(Premises.center_id == Resident.center_id, Premises.id == Resident.premises_id)
        )
        .where(Resident.center_id == center, Resident.id.in_(list(residents)))
    )
    return [Card(*row) for row in found]


def residents_of(center: UUID, asked: str | None, house: UUID | None) -> Select[Resident]:
    """The residents of a center; `asked` is a whole contact, or beginnings of words of the name."""
    found = select(Resident).where(Resident.center_id == center)
    if house is not None:
        found = found.where(Resident.house_id == house)
    if asked is None or not asked.strip():
        return found
    try:
        contact = read_contact(asked)
    except ContactUnclear:
        return _by_words(found, center, words(asked))
    return _by_contact(found, center, contact)


async def flats(session: AsyncSession, center: UUID, premises: Iterable[UUID]) -> Mapping[UUID, str]:
    """The numbers of flats by their ids."""
    found = await session.execute(
        select(Premises.id, Premises.number).where(
            Premises.center_id == center, Premises.id.in_(list(premises))
        )
    )
    return {row.id: row.number for row in found}


async def keep_words(session: AsyncSession, resident: Resident) -> None:
    """Makes the resident findable by the words of the present name."""
    await session.execute(
        delete(ResidentWord).where(
            ResidentWord.center_id == resident.center_id, ResidentWord.resident_id == resident.id
        )
    )
    of_name = words(resident.family_name, resident.given_name, resident.patronymic)
    session.add_all(
        ResidentWord(center_id=resident.center_id, word=word, resident_id=resident.id) for word in of_name
    )


async def keep_contacts(
    session: AsyncSession, resident: Resident, phone: str | None, mail: str | None
) -> None:
    """Makes these the resident's contacts; None is no contact of that kind."""
    await session.execute(
        delete(ResidentContact).where(
            ResidentContact.center_id == resident.center_id, ResidentContact.resident_id == resident.id
        )
    )
    session.add_all(
        ResidentContact(center_id=resident.center_id, resident_id=resident.id, kind=kind, value=value)
        for kind, value in (("phone", phone), ("mail", mail))
        if value is not None
    )


async def forget_kept_answers(session: AsyncSession, resident: UUID) -> None:
    """Deletes answers kept for repeated requests in which this person stands."""
    await session.execute(
        text("delete from idempotency where position(convert_to(:id, 'UTF8') in body) > 0"),
        {"id": str(resident)},
    )


def _contact_of(table: type[ResidentContact], kind: str) -> ColumnElement[bool]:
    return and_(table.center_id == Resident.center_id, table.resident_id == Resident.id, table.kind == kind)


def _by_words(found: Select[Resident], center: UUID, beginnings: Iterable[str]) -> Select[Resident]:
    for beginning in beginnings:
        named = select(ResidentWord.resident_id).where(
            ResidentWord.center_id == center,
            ResidentWord.word >= beginning,
            ResidentWord.word < beginning + LAST_LETTER,
        )
        found = found.where(Resident.id.in_(named))
    return found


def _by_contact(found: Select[Resident], center: UUID, contact: Contact) -> Select[Resident]:
    reached = select(ResidentContact.resident_id).where(
        ResidentContact.center_id == center, ResidentContact.value == contact.value
    )
    return found.where(Resident.id.in_(reached))
