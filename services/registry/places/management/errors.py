"""What is refused about management contracts."""

from shared.kit.problems import DomainError, NotFound, Refused


class ContractNotFound(NotFound):
    """There is no such contract in this center."""


class DocumentNotFound(NotFound):
    """The contract has no paper here."""


class ContractOverlap(Refused):
    """Another contract of the house is in force at the same time; the detail says which."""

    code = "management.overlap"
    title = "В эти дни у дома уже есть договор управления"


class DocumentTooLarge(DomainError):
    """More than ten megabytes."""

    status = 413
    code = "management.document-too-large"
    title = "Файл больше 10 МБ: сожмите его или дайте ссылку"


class DocumentNotPdf(DomainError):
    """Only a PDF is kept."""

    status = 415
    code = "management.document-not-pdf"
    title = "Здесь хранится только PDF"
