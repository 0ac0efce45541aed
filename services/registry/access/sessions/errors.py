"""What is refused about sessions."""

from shared.kit.problems import DomainError, NotFound


class SessionOver(DomainError):
    """The refresh token is unknown, expired, or was used before; whoever it was, signs in anew."""

    status = 401
    code = "sign-in.session-over"
    title = "Нужно войти заново"


class SessionNotFound(NotFound):
    """The caller has no such session, or no longer."""
