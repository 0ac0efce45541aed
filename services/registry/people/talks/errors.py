"""What is refused about talks."""

from shared.kit.problems import NotFound, Refused


class TalkNotFound(NotFound):
    """There is no such talk in this center."""


class PlacedElsewhere(Refused):
    """Something was made of the talk already, or it is of another kind."""

    code = "talks.need-elsewhere"
    title = "Этот разговор уже нашёл своё место или записан как другое"
