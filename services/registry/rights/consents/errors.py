"""What is refused about consents."""

from shared.kit.problems import Forbidden, NotFound, Refused


class ConsentNotFound(NotFound):
    """There is no such consent in this center, or it is another person's."""


class TextNotFound(NotFound):
    """There is no consent for such a purpose."""


class ConsentOver(Refused):
    """It was withdrawn, replaced or has expired before."""

    code = "consents.over"
    title = "Это согласие уже не действует"


class AlreadyInForce(Refused):
    """A consent of this version is in force."""

    code = "consents.already-in-force"
    title = "Такое согласие уже дано и действует"


class WithdrawnSince(Refused):
    """The sheet was signed before the person withdrew; the withdrawal stands."""

    code = "consents.withdrawn-since"
    title = "После этой подписи человек отозвал согласие. Нужна новая подпись"


class SheetNumberTaken(Refused):
    """A signed sheet of this number is entered already."""

    code = "consents.number-taken"
    title = "Лист с этим номером уже записан"


class OnlyByThemselves(Forbidden):
    """On the site a person agrees for themselves; a manager enters paper and words."""

    code = "consents.only-by-themselves"
    title = "На сайте согласие даёт сам человек. Менеджер записывает подписанный лист или слова при свидетеле"


class ByGuardian(Forbidden):
    """A child may take a consent back, and does not give one (152-ФЗ art. 9.6)."""

    code = "consents.by-guardian"
    title = "До 18 лет согласие даёт родитель или опекун"


class WrittenOnly(Refused):
    """The law wants this consent in writing (152-ФЗ art. 10, 10.1)."""

    code = "consents.written-only"
    title = "Это согласие по закону даётся письменно: на сайте или на бумаге с подписью"
