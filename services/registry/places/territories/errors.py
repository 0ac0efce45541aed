"""What is refused about territories."""

from shared.kit.problems import NotFound, Refused


class TerritoryNotFound(NotFound):
    """There is no such yard, street or microdistrict in this center."""


class TerritoryNameTaken(Refused):
    """The center has one of this kind and name."""

    code = "territories.name-taken"
    title = "Такое название уже есть"


class TerritoryInUse(Refused):
    """Houses belong to it, or organisations act in it."""

    code = "territories.in-use"
    title = "Убрать нельзя: к этой территории отнесены дома или организации"
