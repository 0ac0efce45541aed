"""What is refused about staff accounts."""

from shared.kit.problems import NotFound, Refused


class AccountNotFound(NotFound):
    """There is no such account."""


class ContactHasRole(Refused):
    """An account of this role has this contact."""

    code = "staff.contact-has-role"
    title = "С этим контактом уже есть учётная запись в этой роли"
