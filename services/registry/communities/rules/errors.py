"""What is refused about rules."""

from shared.kit.problems import NotFound


class RuleNotFound(NotFound):
    """No rule has this code, or none holds on that day."""
