"""What the registry answers to other services about residents."""

from services.registry.residents.model import address_for, reaches, usual_way
from services.registry.residents.repository import cards_of
from shared.contracts.requests import Contact, Contacts, ContactsOf
from shared.kit.database import Database
from shared.kit.replies import Replies

replies = Replies()


@replies.to(ContactsOf)
async def tell_contacts(database: Database, ask: ContactsOf) -> Contacts:
    """How each of these residents wants to be reached, by the next best way where a contact is lacking."""
    async with database.transaction(ask.center_id) as session:
        cards = await cards_of(session, ask.center_id, ask.resident_ids)
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
            )
        )
    return Contacts(items=items)
