"""What is wrong with an asked period."""

from shared.kit.problems import Invalid, Wrong


def not_a_period() -> Invalid:
    """The text is no month, quarter or year."""
    return Invalid(Wrong("/period", "city.period-unknown", "Напишите период так: 2026-11, 2026-Q4 или 2026"))


def period_not_begun() -> Invalid:
    """The period lies in the future."""
    return Invalid(Wrong("/period", "city.period-not-begun", "Этот период ещё не начался"))
