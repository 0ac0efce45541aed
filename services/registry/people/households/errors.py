"""What is refused about households."""

from shared.kit.problems import Forbidden, NotFound, Refused


class HouseholdNotFound(NotFound):
    """The resident belongs to no household here."""


class FlatMissing(Refused):
    """A household lives somewhere."""

    code = "households.flat-missing"
    title = "Сначала укажите дом и квартиру"


class AlreadyTogether(Refused):
    """One person belongs to one household."""

    code = "households.already-together"
    title = "Человек уже записан с домашними: сначала нужно выйти"


class WordByThemselves(Forbidden):
    """A manager does not speak in a resident's own way, nor the other way round."""

    code = "households.by-themselves"
    title = "Человека в доме указывает менеджер, а слово говорят домашние"
