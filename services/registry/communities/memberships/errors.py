"""What is refused about memberships."""

from shared.kit.problems import NotFound, Refused


class MembershipNotFound(NotFound):
    """There is no such membership in this center, or it is not yours to see."""


class ChairTaken(Refused):
    """An organisation has one chair at a time."""

    code = "memberships.chair-taken"
    title = "В эти дни у организации уже есть председатель. Сначала завершите его срок"


class AlreadyHeld(Refused):
    """The same person holds the same role in those days."""

    code = "memberships.already-held"
    title = "Этот человек уже в этой роли в эти дни"


class AlreadyEnded(Refused):
    """What has ended stays as it was."""

    code = "memberships.ended"
    title = "Это участие уже завершено: запись остаётся такой, какой была"


class OrganisationClosed(Refused):
    """Nobody joins what is dissolved."""

    code = "memberships.organisation-dissolved"
    title = "Организация распущена: новых участников у неё быть не может"


class PublicationMissing(Refused):
    """Outside of the organisation a name is shown with the person's consent (152-ФЗ art. 10.1)."""

    code = "memberships.publication-missing"
    title = "Чтобы имя видели все, нужно согласие человека на это. Выборных показывают и без него"
