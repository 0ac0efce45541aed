"""What is refused about staff accounts."""

from shared.kit.problems import NotFound, Refused


class AccountNotFound(NotFound):
    """There is no such account."""


class LastManager(Refused):
    """A center would be left with nobody who answers for its people."""

    code = "staff.last-manager"
    title = (
        "Это последний менеджер центра: сначала откройте учётную запись другому или добавьте ему этот центр"
    )


class ContactHasRole(Refused):
    """An account of this role has this contact."""

    code = "staff.contact-has-role"
    title = "С этим контактом уже есть учётная запись в этой роли"
