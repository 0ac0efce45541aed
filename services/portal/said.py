"""Small sentences about events that several pages say alike."""

from datetime import datetime

from services.portal.events.view import Event
from services.portal.language import Language, phrase
from shared.kit.clock import now


def is_past(at: datetime) -> bool:
    """Whether the moment has gone by."""
    return at < now()


def room_said(language: Language, event: Event) -> str:
    """Whether there is room: «Свободно 4 места из 12», «Мест нет, в очереди двое»."""
    if event.free is None or event.capacity is None:
        return language.say(phrase("Приходите все"))
    if event.free == 0:
        full = language.say(phrase("Мест больше нет"))
        if not event.waiting:
            return full
        queue = language.many(
            event.waiting, "в очереди {n} человек", "в очереди {n} человека", "в очереди {n} человек"
        )
        return f"{full}, {queue}"
    free = language.many(event.free, "Свободно {n} место", "Свободно {n} места", "Свободно {n} мест")
    return f"{free} {language.say(phrase('из {all}'), all=language.number(event.capacity))}"


def came_said(language: Language, event: Event) -> str:
    """How many signed up, as on the desk: «11 из 12», «11 записались»."""
    if event.capacity is None:
        return language.many(event.registered, "записался {n}", "записались {n}", "записались {n}")
    return language.say(
        phrase("{n} из {all}"), n=language.number(event.registered), all=language.number(event.capacity)
    )
