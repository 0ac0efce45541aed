"""What the registry answers to other services about residents."""

from collections.abc import Collection
from uuid import UUID

from services.registry.people.contacts.repository import proven_mails
from services.registry.people.guardians.repository import first_guardians
from services.registry.people.residents.errors import ResidentNotFound
from services.registry.people.residents.model import Resident, address_for, reaches, usual_way
from services.registry.people.residents.repository import Card, cards_of, get_card
from services.registry.people.residents.service import say_way
from shared.contracts.requests import Contact, Contacts, ContactsOf, SetWay, WaySet
from shared.kit.database import Database
from shared.kit.replies import Replies

replies = Replies()


@replies.to(SetWay)
async def set_way(database: Database, ask: SetWay) -> WaySet:
    """Keeps a wish that can be kept; one answer for everybody who asks how somebody is reached."""
    async with database.transaction(ask.center_id) as session:
        try:
            card = await get_card(session, ask.center_id, ask.resident_id)
        except ResidentNotFound:
            return WaySet(refused="unknown")
        resident = card.resident
        if not reaches(ask.way, card.phone, card.mail, card.messenger):
            return WaySet(refused="contact-missing")
        reached = resident.way, resident.language
        resident.way, resident.language = ask.way, ask.language
        say_way(session, resident, reached)
    return WaySet()


@replies.to(ContactsOf)
async def tell_contacts(database: Database, ask: ContactsOf) -> Contacts:
    """How each of these residents wants to be reached, by the next best way where a contact is lacking.

    A child with no contact of their own is reached by whoever answers for them at this moment.
    """
    center = ask.center_id
    async with database.transaction(center) as session:
        cards = await cards_of(session, center, ask.resident_ids)
        answering = await first_guardians(
            session, center, [one.resident.id for one in cards if one.needs_another]
        )
        guardians = {one.resident.id: one for one in await cards_of(session, center, answering.values())}
        reached = [
            (one.resident, guardians.get(answering.get(one.resident.id, one.resident.id), one))
            for one in cards
        ]
        proven = await proven_mails(session, center, [card.resident.id for _, card in reached])
    return Contacts(items=[_contact(resident, card, proven) for resident, card in reached])


def _contact(resident: Resident, card: Card, proven: Collection[tuple[UUID, str]]) -> Contact:
    """How `resident` is reached by what stands on `card`, their own or a guardian's."""
    person, phone, mail, messenger = card.resident, card.phone, card.mail, card.messenger
    way = person.way if reaches(person.way, phone, mail, messenger) else usual_way(phone, mail)
    return Contact(
        resident_id=resident.id,
        name=person.name,
        child=resident.given_name if person is not resident else None,
        way=way,
        address=address_for(way, phone, mail, messenger),
        language=person.language,
        mail=mail,
        mail_proven=mail is not None and (person.id, mail) in proven,
    )
