"""What is refused about a resident's contacts."""

from shared.kit.problems import Forbidden, NotFound, Refused


class ContactNotFound(NotFound):
    """The resident has no such contact, or the caller may not know of them."""


class NewContactByManager(Forbidden):
    """A contact opens a person's card, so that a new one is entered by a manager or proven by a code."""

    code = "contacts.unproven"
    title = "Новый номер или адрес нужно подтвердить кодом или попросить записать менеджера центра"


class TooManyContacts(Refused):
    """More contacts than a person has."""

    code = "contacts.too-many"
    title = "Записано уже двадцать контактов: уберите лишние"


class ContactClosed(Forbidden):
    """Its owner keeps this contact for sign-in alone, and nobody else opens it."""

    code = "contacts.closed"
    title = "Этот контакт человек оставил только для входа: открыть его может он сам"
