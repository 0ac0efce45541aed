"""What is refused about houses."""

from shared.kit.problems import NotFound, Refused


class HouseNotFound(NotFound):
    """There is no such house in this center."""


class AddressTaken(Refused):
    """The center has a house at this address."""

    code = "houses.address-taken"
    title = "Дом с таким адресом уже внесён"


class FiasTaken(Refused):
    """Another house of the center has this ФИАС id."""

    code = "houses.fias-taken"
    title = "Этот номер ФИАС уже записан у другого дома"


class HouseInUse(Refused):
    """Something hangs on the house; the detail says what."""

    code = "houses.in-use"
    title = "Дом нельзя убрать: с ним связаны записи"
