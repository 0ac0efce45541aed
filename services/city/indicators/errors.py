"""What can be wrong about indicators."""

from shared.kit.problems import NotFound


class IndicatorNotFound(NotFound):
    """No indicator has this code."""

    code = "city.indicator-not-found"
    title = "Такого показателя нет"
