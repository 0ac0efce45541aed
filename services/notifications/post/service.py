"""The post office: how a letter leaves, and who tells to which address it goes."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from uuid import UUID

import structlog

from services.notifications.mailbox.repository import put_into_mailbox
from services.notifications.post.use_cases.send_mail import send_mail
from shared.contracts.requests import Contact, ContactsOf
from shared.kit.database import Database
from shared.kit.tasks import Ask
from shared.kit.trouble import NoAnswer

_log = structlog.get_logger()


@dataclass(frozen=True)
class Envelope:
    """A letter ready to go."""

    address: str = field(repr=False)
    title: str
    text: str = field(repr=False)
    resident_id: UUID | None = None


@dataclass(frozen=True)
class PostOffice:
    """Where letters leave: by mail where there is a way out, else into this machine's own mailbox."""

    mail_url: str | None = None
    dev_mail: bool = False

    @property
    def is_open(self) -> bool:
        """Whether letters can leave at all."""
        return self.mail_url is not None or self.dev_mail

    async def send(self, database: Database, letter: Envelope) -> bool:
        """Whether the post took the letter."""
        if self.mail_url is not None:
            return await send_mail(self.mail_url, letter.address, letter.title, letter.text)
        return self.dev_mail and await self.keep(database, letter)

    async def keep(self, database: Database, letter: Envelope) -> bool:
        """Puts the letter into this machine's own mailbox."""
        async with database.transaction(None) as session:
            await put_into_mailbox(session, letter.address, letter.title, letter.text, letter.resident_id)
        return True


@dataclass(frozen=True)
class AddressBook:
    """Asks the registry for contacts at the moment of sending and keeps none of them."""

    ask: Ask

    async def contacts(self, center: UUID, residents: Sequence[UUID]) -> Mapping[UUID, Contact] | None:
        """The contacts that exist, by resident; None where the registry does not answer now."""
        wanted = ContactsOf(center_id=center, resident_ids=list(dict.fromkeys(residents)))
        try:
            found = await self.ask(wanted)
        except NoAnswer:
            _log.warning("contacts.no-answer")
            return None
        return {contact.resident_id: contact for contact in found.items}
