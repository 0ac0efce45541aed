"""What can be refused about a questionnaire."""

from shared.kit.problems import NotFound


class QuestionnaireNotFound(NotFound):
    """No questionnaire of this code ships with the service."""

    code = "surveys.questionnaire-not-found"
    title = "Такой анкеты нет"
