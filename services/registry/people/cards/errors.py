"""What is refused about cards."""

from shared.kit.problems import NotFound


class CardNotFound(NotFound):
    """The resident has no such card in force."""
