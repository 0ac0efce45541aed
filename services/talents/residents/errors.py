"""What can be wrong with the person who is spoken for."""

from shared.kit.problems import NotFound


class ResidentNotFound(NotFound):
    """The resident is unknown here or was erased."""

    code = "resident.not-found"
    title = "Такого жителя в этом центре нет"
