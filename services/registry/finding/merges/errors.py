"""What is refused about merges."""

from uuid import UUID

from shared.kit.problems import NotFound, Problem, Refused


class MergeNotFound(NotFound):
    """There is no such merge in this center."""

    code = "merges.not-found"


class CardMerged(NotFound):
    """The card was merged with another one; a manager is told with which."""

    code = "residents.merged"
    title = "Эту карточку объединили с другой"

    def __init__(self, kept_id: UUID) -> None:
        super().__init__()
        self.kept_id = kept_id

    def problem(self) -> Problem:
        return CardMergedProblem(**super().problem().model_dump(), kept_id=str(self.kept_id))


class CardMergedProblem(Problem):
    """The refusal with the card that is there instead."""

    kept_id: str


class ErasureAsked(Refused):
    """One of the two has asked to be erased; that comes first."""

    code = "merges.erasure-asked"
    title = "Один из них попросил стереть данные: сначала решите это"


class UndoneAlready(Refused):
    """The merge was undone before."""

    code = "merges.undone-already"
    title = "Это объединение уже отменили"


class TooLate(Refused):
    """Thirty days are over."""

    code = "merges.too-late"
    title = "Прошло больше 30 дней: отменить объединение уже нельзя"


class MergedOn(Refused):
    """The card was merged into yet another one; that is undone first."""

    code = "merges.merged-on"
    title = "Эту карточку потом объединили ещё с одной: сначала отмените то объединение"
