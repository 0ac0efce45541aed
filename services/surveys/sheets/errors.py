"""What can be refused about a sheet."""

from shared.kit.problems import Forbidden, Invalid, NotFound, Refused, Wrong


class SheetNotFound(NotFound):
    """There is no such sheet in this survey."""

    code = "surveys.sheet-not-found"
    title = "Такой анкеты в этом опросе нет"


class AlreadyAnswered(Refused):
    """One person, one sheet."""

    code = "surveys.already-answered"
    title = "На этот опрос уже ответили: от одного человека одна анкета"


class SheetNumberTaken(Refused):
    """A paper sheet of this number was entered before."""

    code = "surveys.sheet-number-taken"
    title = "Лист с таким номером уже внесён"


class ChannelRefused(Forbidden):
    """Residents answer on the web themselves; paper, telephone and visits are entered by a manager."""

    code = "surveys.channel-refused"
    title = "Так ответы внести нельзя: житель отвечает на сайте сам, а бумагу, звонок и визит вносит менеджер"


class ResidentUnknown(Invalid):
    """The service has not heard of this resident; one who has just joined is known a second later."""

    code = "surveys.resident-unknown"
    title = "Этого жителя в центре нет. Если вы только что его записали, повторите через секунду"

    def __init__(self) -> None:
        super().__init__(Wrong("/resident_id", self.code, self.title))
        self.headers = {"retry-after": "1"}
