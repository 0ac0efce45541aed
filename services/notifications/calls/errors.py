"""What is refused about calls and visits."""

from shared.kit.problems import Invalid, NotFound, invalid


class CallNotFound(NotFound):
    """The center owes nobody such a call or visit."""

    code = "notifications.call-not-found"
    title = "Такого звонка или визита здесь нет"


def not_that_day() -> Invalid:
    """Somebody was told tomorrow, or before there was anything to tell."""
    return invalid(
        "/on", "notifications.told-on-no-such-day", "Этого дня ещё не было, или рассказывать было ещё нечего"
    )
