"""What is refused about appeals, and why."""

from shared.kit.problems import NotFound, Refused


class AppealNotFound(NotFound):
    """There is no such appeal, or it is somebody else's."""

    code = "events.appeal-not-found"
    title = "Такого обращения здесь нет"


class StepImpossible(Refused):
    """The appeal is not where this step begins."""

    code = "events.appeal-step-impossible"
    title = "Сейчас с этим обращением так не поступить: посмотрите, на каком оно шаге"


class AppealOver(Refused):
    """The appeal is closed, withdrawn or set aside."""

    code = "events.appeal-over"
    title = "Это обращение уже закрыто, отозвано или не взято в работу"
