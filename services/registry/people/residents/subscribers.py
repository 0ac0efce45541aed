"""What the registry answers to other services about residents."""

from services.registry.people.contacts.repository import proven_mails
from services.registry.people.residents.errors import ResidentNotFound
from services.registry.people.residents.model import address_for, reaches, usual_way
from services.registry.people.residents.repository import cards_of, get_card
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
    """How each of these residents wants to be reached, by the next best way where a contact is lacking."""
    async with database.transaction(ask.center_id) as session:
        cards = await cards_of(session, ask.center_id, ask.resident_ids)
        proven = await proven_mails(session, ask.center_id, ask.resident_ids)
    items = []
    for card in cards:
        resident, phone, mail, messenger = card.resident, card.phone, card.mail, card.messenger
        way = resident.way if reaches(resident.way, phone, mail, messenger) else usual_way(phone, mail)
        items.append(
            Contact(
                resident_id=resident.id,
                name=resident.name,
                way=way,
                address=address_for(way, phone, mail, messenger),
                language=resident.language,
                mail=card.mail,
                mail_proven=(resident.id, mail) in proven,
            )
        )
    return Contacts(items=items)
