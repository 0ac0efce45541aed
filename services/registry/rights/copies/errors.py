"""What is refused about copies."""

from shared.kit.problems import NotFound


class CopyNotFound(NotFound):
    """There is no such request, its week is over, or it is another person's."""
