"""What is refused about centers."""

from shared.kit.problems import NotFound, Refused


class CenterNotFound(NotFound):
    """There is no such center."""


class SlugTaken(Refused):
    """Another center has this short name."""

    code = "centers.slug-taken"
    title = "Такое короткое имя уже есть у другого центра"
