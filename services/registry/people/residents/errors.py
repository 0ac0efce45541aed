"""What is refused about residents."""

from shared.kit.problems import Forbidden, NotFound, Refused


class ResidentNotFound(NotFound):
    """There is no such resident in this center, or the caller may not know of them."""


class ContactTaken(Refused):
    """Another resident of the center has this telephone number or mail address."""

    code = "residents.contact-taken"
    title = "Этот номер или адрес почты уже записан за другим жителем центра"


class ContactsByManager(Forbidden):
    """A contact opens a person's card, so it is changed by a manager who has met the person."""

    code = "residents.contacts-by-manager"
    title = "Телефон и почту меняет менеджер центра: попросите его"


class WardsLeft(Refused):
    """Children would be left without a grown-up who answers for them."""

    code = "residents.wards-left"
    title = "За человеком записаны дети без другого взрослого: сначала назначьте им опекуна или сотрите и их"
