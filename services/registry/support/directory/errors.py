"""What is refused about the directory."""

from shared.kit.problems import NotFound


class EntryNotFound(NotFound):
    """There is no such entry, or it is another center's own, or not shown to whoever asks."""
