"""What is refused about marks."""

from shared.kit.problems import NotFound


class MarkNotFound(NotFound):
    """The resident has no such mark."""
