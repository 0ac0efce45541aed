"""What can be wrong with the person who is spoken for."""

from shared.kit.problems import NotFound, Refused


class ResidentNotFound(NotFound):
    """The resident is unknown here or was erased."""

    code = "resident.not-found"
    title = "Такого жителя в этом центре нет"


class ConsentWithdrawn(Refused):
    """The resident has taken back a consent without which nobody is matched: to that, or to a card being kept."""

    code = "resident.consent-withdrawn"
    title = (
        "Согласие, без которого помощь не подбирается, отозвано. Его можно дать снова на странице «Обо мне»"
    )
