"""What is refused about calls and visits."""

from shared.kit.problems import NotFound


class CallNotFound(NotFound):
    """The center owes nobody such a call or visit."""

    code = "notifications.call-not-found"
    title = "Такого звонка или визита здесь нет"
