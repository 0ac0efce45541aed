"""What is refused about exchange with other directories."""

from shared.kit.problems import DomainError, NotFound


class NoSuchThing(NotFound):
    """The directory holds nothing under this id."""


class FileUnclear(DomainError):
    """The file is no HSDS: neither a data package nor JSON of its API."""

    status = 422
    code = "hsds.file-unclear"
    title = "Это не похоже на справочник в формате HSDS: нужен ZIP с таблицами или JSON"
