"""What is refused at sign-in; every refusal is the same for known and unknown people."""

from datetime import timedelta

from shared.kit.language import say
from shared.kit.problems import DomainError, Invalid, Refused, Wrong


class TooManyCodes(DomainError):
    """More codes were asked for than are sent."""

    status = 429
    code = "sign-in.too-many-codes"
    title = "Слишком много запросов кода; подождите немного"

    def __init__(self, wait: timedelta) -> None:
        super().__init__()
        self.headers["retry-after"] = str(int(wait.total_seconds()) + 1)


class NoWayToTelephones(Invalid):
    """Codes reach telephones only in a trial city, which keeps its letters itself: nobody sends SMS from here."""

    def __init__(self) -> None:
        super().__init__(
            Wrong(
                "/contact",
                "sign-in.no-way-to-telephones",
                "На телефоны этот город кодов не отправляет. Напишите адрес почты",
            )
        )


class CodeNotSent(DomainError):
    """The code could not be sent; a new one can be asked for."""

    status = 503
    code = "sign-in.code-not-sent"
    title = "Сейчас не получается отправить код; попробуйте через минуту"


class RequestOver(Refused):
    """The code's ten minutes or five tries are over, it was used, or there was never such a request."""

    code = "sign-in.request-over"
    title = "Этот код больше не действует; запросите новый"


class KeyNeeded(Refused):
    """The account has a passkey: a code alone no longer opens it. Said only to whoever holds the account's contact."""

    code = "sign-in.key-needed"
    title = "У этой учётной записи есть ключ: войдите ключом, кода уже мало"


class CodeWrong(Invalid):
    """Another code was sent."""

    def __init__(self, left: int) -> None:
        message = (
            say("Код не подошёл. Осталось попыток: {left}", left=left)
            if left
            else say("Код не подошёл. Запросите новый")
        )
        super().__init__(Wrong("/code", "sign-in.code-wrong", message))
