"""What is refused about owners."""

from shared.kit.problems import NotFound, Refused


class OwnerNotFound(NotFound):
    """There is no such owner in this center."""


class OwnerTwice(Refused):
    """The resident is entered as an owner of these premises already."""

    code = "owners.twice"
    title = "Этот житель уже записан собственником этого помещения: исправьте его долю"
