"""What is refused about accessibility needs."""

from shared.kit.problems import Refused


class ConsentMissing(Refused):
    """These are data about health: without a consent in force they are neither kept nor shown."""

    code = "accessibility.consent-missing"
    title = "Сначала нужно согласие человека на то, чтобы центр учитывал его особенности здоровья"
