"""What is refused about the staff of a center."""

from shared.kit.problems import NotFound


class ColleagueNotFound(NotFound):
    """Nobody with this account works at this center."""
