"""What is refused about guardians."""

from shared.kit.problems import NotFound, Refused


class GuardianshipNotFound(NotFound):
    """The child has no such guardian, or the caller may not know."""


class LastGuardian(Refused):
    """A child always has somebody who answers for them."""

    code = "guardians.last"
    title = "Это единственный взрослый, который отвечает за ребёнка: сначала запишите другого"
