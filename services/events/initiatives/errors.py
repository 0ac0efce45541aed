"""What is refused about ideas, and why."""

from shared.kit.problems import NotFound, Refused


class IdeaNotFound(NotFound):
    """There is no such idea, it was withdrawn, or it is somebody else's to change."""

    code = "events.idea-not-found"
    title = "Такой идеи здесь нет"


class IdeaWithdrawn(Refused):
    """The idea was taken back."""

    code = "events.idea-withdrawn"
    title = "Эту идею отозвали"


class OwnIdea(Refused):
    """Whoever offered it supports it already."""

    code = "events.own-idea"
    title = "Это ваша идея: поддержать её могут соседи"
