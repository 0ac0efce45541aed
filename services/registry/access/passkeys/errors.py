"""What is refused about passkeys."""

from shared.kit.problems import DomainError, NotFound, Refused


class PasskeysNeedName(Refused):
    """The city is reached by a number or without encryption; passkeys are bound to a site's name."""

    code = "passkeys.site-without-name"
    title = "Ключи входа работают только на сайте с именем и защищённым соединением"


class PasskeyNotFound(NotFound):
    """The caller has no such passkey."""


class TooManyPasskeys(Refused):
    """Ten are enough."""

    code = "passkeys.too-many"
    title = "Ключей уже десять; удалите тот, которым не пользуетесь"


class PasskeyRefused(DomainError):
    """The key is unknown, its answer does not fit, came too late, twice, from elsewhere, or its account is closed."""

    status = 422
    code = "passkeys.refused"
    title = "Ключ не подошёл. Попробуйте ещё раз или войдите иначе"
