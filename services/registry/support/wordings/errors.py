"""What is refused about synonyms."""

from shared.kit.problems import NotFound, Refused


class SynonymNotFound(NotFound):
    """There is no such synonym."""


class SynonymKnown(Refused):
    """These everyday words have a meaning already."""

    code = "directory.synonym-known"
    title = "Эти слова уже есть в списке"
