"""What is refused about houses."""

from shared.kit.language import say
from shared.kit.problems import FieldProblem, NotFound, Problem, Refused


class HouseNotFound(NotFound):
    """There is no such house in this center."""


class AddressTaken(Refused):
    """The center has a house at this address, be it spelt otherwise; the problem says which."""

    code = "houses.address-taken"
    title = "Дом с таким адресом уже внесён"

    def __init__(self, address: str) -> None:
        super().__init__()
        self.address = address

    def problem(self) -> Problem:
        said = say("Этот дом уже внесён: «{address}»", address=self.address)
        wrong = FieldProblem(pointer="/address", code=self.code, message=said)
        return super().problem().model_copy(update={"errors": [wrong]})


class FiasTaken(Refused):
    """Another house of the center has this ФИАС id."""

    code = "houses.fias-taken"
    title = "Этот номер ФИАС уже записан у другого дома"


class HouseInUse(Refused):
    """Something hangs on the house; the detail says what."""

    code = "houses.in-use"
    title = "Дом нельзя убрать: с ним связаны записи"
