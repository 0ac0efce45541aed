"""What is refused about premises."""

from shared.kit.problems import NotFound, Refused


class PremisesNotFound(NotFound):
    """There is no such flat or shop in this center."""


class NumberTaken(Refused):
    """The house has premises with this number."""

    code = "premises.number-taken"
    title = "Помещение с таким номером в доме уже есть"


class PremisesInUse(Refused):
    """Somebody lives there or owns it."""

    code = "premises.in-use"
    title = "Помещение нельзя убрать: в нём записаны жители или собственники"
