"""What can be refused about an offer."""

from shared.kit.problems import NotFound, Refused


class OfferNotFound(NotFound):
    """There is no such offer, or it is somebody else's."""

    code = "offer.not-found"
    title = "Такого предложения нет"


class OfferWithdrawn(Refused):
    """The offer no longer stands."""

    code = "offer.withdrawn"
    title = "Это предложение уже снято"


class OfferAgreedUpon(Refused):
    """Somebody is being helped by this offer, so it cannot become another one."""

    code = "offer.agreed-upon"
    title = "По этому предложению уже договариваются; сделайте рядом новое"
