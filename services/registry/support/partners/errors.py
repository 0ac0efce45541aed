"""What is refused about partners."""

from shared.kit.problems import NotFound, Refused


class PartnerNotFound(NotFound):
    """There is no such partner in this center, or it is not the caller's card."""


class AgreementNotFound(NotFound):
    """This partner has no such agreement."""


class DoingNotFound(NotFound):
    """Nothing like that was done with this partner."""


class PartnerKnown(Refused):
    """The center has a partner of this name."""

    code = "partners.known"
    title = "Такой партнёр уже записан"


class AgreementNumberTaken(Refused):
    """This partner has an agreement under this number."""

    code = "partners.number-taken"
    title = "Договорённость с таким номером уже записана"
