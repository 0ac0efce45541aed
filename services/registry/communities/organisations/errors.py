"""What is refused about organisations."""

from shared.kit.problems import NotFound, Refused


class OrganisationNotFound(NotFound):
    """There is no such organisation in this center."""


class AlreadyDissolved(Refused):
    """What is dissolved is kept as it was."""

    code = "organisations.dissolved"
    title = "Организация уже распущена: её запись остаётся такой, какой была"


class HasHistory(Refused):
    """Somebody was a member of it, or it is a part of something: it can be dissolved, not taken away."""

    code = "organisations.has-history"
    title = "У организации уже есть участники, карты или части. Её можно распустить, но не убрать"
