"""What is refused about talks."""

from shared.kit.problems import NotFound, Refused


class TalkNotFound(NotFound):
    """There is no such talk in this center."""


class NeedElsewhere(Refused):
    """The talk has become a need, or is none."""

    code = "talks.need-elsewhere"
    title = "Этот разговор уже стал просьбой или записан не как просьба"
