"""What is refused about councils in the making."""

from shared.kit.problems import NotFound, Refused


class FormingNotFound(NotFound):
    """No council is in the making under this id in this center."""


class AlreadyForming(Refused):
    """The house is choosing its council already."""

    code = "councils.already-forming"
    title = "В этом доме совет уже выбирают"


class FormingClosed(Refused):
    """What is over stays as it was."""

    code = "councils.closed"
    title = "Выборы совета уже завершены или остановлены"


class CouncilNotNeeded(Refused):
    """There is a ТСЖ in the house, or too few flats for the law to ask for a council."""

    code = "councils.not-needed"
    title = "Закон не требует совета в этом доме"


class NoQuorum(Refused):
    """Fewer took part than the law asks for, so nothing was decided."""

    code = "councils.no-quorum"
    title = "Кворума не было, поэтому ничего не решено. Собрание нужно повторить"
