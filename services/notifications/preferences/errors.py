"""What is refused about preferences."""

from shared.kit.problems import NotFound


class ResidentNotFound(NotFound):
    """The center has no such resident, or the caller is another resident."""

    code = "notifications.resident-not-found"
    title = "Такого жителя здесь нет"
