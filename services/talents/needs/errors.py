"""What can be refused about a need."""

from shared.kit.problems import NotFound, Refused


class NeedNotFound(NotFound):
    """There is no such need, or it is somebody else's."""

    code = "need.not-found"
    title = "Такой просьбы нет"


class NeedClosed(Refused):
    """The need is met or was closed without help."""

    code = "need.closed"
    title = "Эта просьба уже закрыта"


class NeedAgreedUpon(Refused):
    """A neighbor is already asked about this need."""

    code = "need.agreed-upon"
    title = "По этой просьбе уже договариваются с соседом"
