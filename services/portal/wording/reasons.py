"""Why two neighbors suit each other, in words: never a score."""

from collections.abc import Sequence

from services.portal.matters.model import Need, Reason
from services.portal.talents.labels import TIME
from services.portal.wording.language import Language, phrase
from services.portal.wording.times import date_said, day_said, local
from shared.kit.clock import today

_SAID = {
    "same_house": phrase("живут в одном доме"),
    "time_unknown": phrase("время надо уточнить"),
    "no_common_time": phrase("свободны в разное время"),
    "never_asked": phrase("ещё ни разу не звали"),
    "helped_before": phrase("уже помогали соседям через центр"),
}


def reasons_said(language: Language, reasons: Sequence[Reason]) -> str:
    """The reasons as one line: «живут в одном доме, свободны утром в будни, звали 26 октября»."""
    return ", ".join(said for said in (_said(language, reason) for reason in reasons) if said)


def need_said(language: Language, need: Need) -> str:
    """How a need stands, for the one who asked: «Спросили 20 ноября. Подходят двое»."""
    asked = language.say(
        phrase("Записано {day}."), day=date_said(language, local(need.stated_at).date(), year=False)
    )
    if need.state == "agreed":
        return asked
    if not need.candidates:
        nobody = language.say("Пока никто не нашёлся, ищем.")
        return f"{asked} {nobody}"
    found = language.many(
        need.candidates, "Подходит {n} сосед.", "Подходят {n} соседа.", "Подходят {n} соседей."
    )  # fmt: skip
    return f"{asked} {found}"


def _said(language: Language, reason: Reason) -> str:
    if reason.code == "common_time":
        times = ", ".join(language.say(TIME.get(time, time)) for time in reason.times)
        return language.say(phrase("свободны в одно время: {times}"), times=times)
    if reason.code in ("asked_lately", "not_asked_lately") and reason.since is not None:
        day = day_said(language, local(reason.since).date(), today())
        text = {
            "asked_lately": phrase("недавно звали: {day}"),
            "not_asked_lately": phrase("давно не звали, последний раз {day}"),
        }[reason.code]
        return language.say(text, day=day)
    return language.say(_SAID[reason.code]) if reason.code in _SAID else ""
