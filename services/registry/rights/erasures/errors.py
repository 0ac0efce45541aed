"""What is refused about erasures."""

from shared.kit.problems import NotFound, Refused


class ErasureNotFound(NotFound):
    """There is no such erasure in this center, or it is another person's."""


class ErasureAsked(Refused):
    """The person has asked before and the days to think it over are running."""

    code = "erasures.asked-before"
    title = "О стирании уже попросили, и срок на раздумье идёт"


class TooLateToCancel(Refused):
    """The data is gone, or the erasure was cancelled before."""

    code = "erasures.too-late"
    title = "Отменить уже нельзя: данные стёрты или стирание отменено раньше"


class ActNotReady(Refused):
    """Not every service has confirmed yet."""

    code = "erasures.act-not-ready"
    title = "Акт ещё не готов: не все части системы подтвердили стирание"
