"""What is refused about wishes to take part."""

from shared.kit.problems import NotFound, Refused


class JoinRequestNotFound(NotFound):
    """There is no such wish in this center, or it is not yours to see."""


class ChosenByMeeting(Refused):
    """Nobody enters a council, a partnership of owners or a company by asking: its people are chosen or employed."""

    code = "joining.chosen"
    title = "Сюда не записываются: состав выбирает собрание. Скажите председателю или менеджеру центра"


class AlreadyAsked(Refused):
    """The wish waits for an answer."""

    code = "joining.asked"
    title = "Вы уже попросились: ждём ответа"


class AlreadyIn(Refused):
    """Whoever takes part need not ask."""

    code = "joining.in"
    title = "Вы уже участвуете"


class AlreadyAnswered(Refused):
    """What was answered stays so."""

    code = "joining.answered"
    title = "На эту просьбу уже ответили"
