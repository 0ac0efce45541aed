"""What is refused about likely duplicates."""

from shared.kit.problems import NotFound


class PairNotFound(NotFound):
    """There are no two such residents in this center."""

    code = "twins.not-found"
