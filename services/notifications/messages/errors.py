"""What is refused about messages."""

from shared.kit.problems import NotFound


class MessageNotFound(NotFound):
    """There is no such message, or it is somebody else's."""

    code = "notifications.message-not-found"
    title = "Такого сообщения здесь нет"
