"""What is refused about signing keys."""

from shared.kit.problems import DomainError


class SigningKeyMissing(DomainError):
    """This copy of the registry was given no signing key, so nobody can sign in through it."""

    status = 503
    code = "keys.signing-key-missing"
    title = "Вход сейчас не работает; попробуйте позже"
