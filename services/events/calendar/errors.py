"""What the calendar refuses, and why."""

from shared.kit.problems import NotFound, Refused


class EventNotFound(NotFound):
    """There is no such event in this center."""

    code = "events.event-not-found"
    title = "Такого мероприятия здесь нет"


class EventCancelled(Refused):
    """The event will not take place."""

    code = "events.event-cancelled"
    title = "Это мероприятие отменено"


class EventBegun(Refused):
    """The event has begun, so that residents neither sign up nor give up their places any more."""

    code = "events.event-begun"
    title = "Мероприятие уже началось"


class EventOver(Refused):
    """The event has taken place and can no longer be cancelled."""

    code = "events.event-over"
    title = "Мероприятие уже прошло"


class CapacityTooSmall(Refused):
    """More people have places than the new capacity allows."""

    code = "events.capacity-too-small"
    title = "Записалось больше людей, чем будет мест"
