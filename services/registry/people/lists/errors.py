"""What is refused about residents' own lists."""

from shared.kit.problems import Forbidden, NotFound, Refused


class ListNotFound(NotFound):
    """The center has no such list, or it is of a house where the caller does not live."""


class MembersOnly(Forbidden):
    """A list shows its people to its members alone, the center's managers included."""

    code = "lists.members-only"
    title = "Список видят только те, кто в нём состоит"


class NotAMember(NotFound):
    """There is no such person in the list."""

    code = "lists.not-a-member"
    title = "Этого человека в списке нет"


class RoundNotFound(NotFound):
    """The list has had no such round."""


class RoundOver(Refused):
    """A finished round takes no more calls."""

    code = "lists.round-over"
    title = "Этот обзвон уже закончен: начните новый"


class ListStands(Refused):
    """Only its members, by leaving, make a list empty."""

    code = "lists.has-members"
    title = "В списке есть люди: закрыть можно только пустой список"


class ConsentMissing(Refused):
    """A manager puts nobody into a list who has not agreed."""

    code = "lists.consent-missing"
    title = "Сначала внесите согласие человека быть в списке: на бумаге или со слов при свидетеле"
