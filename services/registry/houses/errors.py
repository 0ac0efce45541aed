"""What is refused about houses."""

from shared.kit.problems import NotFound, Refused


class HouseNotFound(NotFound):
    """There is no such house in this center."""


class AddressTaken(Refused):
    """The center has a house at this address."""

    code = "houses.address-taken"
    title = "Дом с таким адресом уже внесён"
