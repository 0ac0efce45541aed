"""What can be refused about a survey."""

from shared.kit.problems import NotFound, Refused


class SurveyNotFound(NotFound):
    """There is no such survey, or it is not yet shown to residents."""

    code = "surveys.not-found"
    title = "Такого опроса здесь нет"


class SurveyNotDraft(Refused):
    """The survey was opened; what was asked no longer changes."""

    code = "surveys.not-draft"
    title = "Опрос уже начат, поэтому вопросы не меняются"


class SurveyAlreadyOpen(Refused):
    """The survey takes answers already."""

    code = "surveys.already-open"
    title = "Этот опрос уже идёт"


class SurveyClosed(Refused):
    """The survey was closed and stays so."""

    code = "surveys.closed"
    title = "Этот опрос уже завершён"


class SurveyNotOpen(Refused):
    """The survey takes no answers now."""

    code = "surveys.not-open"
    title = "Этот опрос сейчас не принимает ответы"
