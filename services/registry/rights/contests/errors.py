"""What is refused about contesting."""

from shared.kit.problems import NotFound, Refused


class ContestNotFound(NotFound):
    """There is no such contest, or it is somebody else's."""


class AlreadyContested(Refused):
    """The line was contested before; the center knows."""

    code = "contests.already"
    title = "Вы уже сказали об этом; центр разбирается"


class AlreadySettled(Refused):
    """The center has answered."""

    code = "contests.settled"
    title = "На это уже ответили"
