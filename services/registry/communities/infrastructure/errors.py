"""What is refused about maps of infrastructure."""

from shared.kit.problems import NotFound


class MapNotFound(NotFound):
    """There is no such map in this center."""
