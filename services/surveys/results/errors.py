"""What can be refused about results."""

from shared.kit.problems import Refused


class ResultsNotYet(Refused):
    """Residents see the totals once nobody can be swayed by them."""

    code = "surveys.results-not-yet"
    title = "Итоги будут видны, когда опрос завершится"
