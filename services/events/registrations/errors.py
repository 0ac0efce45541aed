"""What signing up and coming are refused for."""

from shared.kit.problems import NotFound, Refused


class RegistrationNotFound(NotFound):
    """There is no such registration, or it is somebody else's."""

    code = "events.registration-not-found"
    title = "Такой записи здесь нет"


class AlreadyRegistered(Refused):
    """A resident signs up for an event once; on the waiting list too."""

    code = "events.already-registered"
    title = "Запись на это мероприятие уже есть"


class RegistrationCancelled(Refused):
    """The registration was given up; whoever came all the same is noted as having come without one."""

    code = "events.registration-cancelled"
    title = "Эта запись отменена"


class AlreadyAttended(Refused):
    """Whoever was there cannot give their place up any more."""

    code = "events.already-attended"
    title = "Этот человек уже отмечен пришедшим"
