"""Several houses chosen among hundreds on a form: the chosen ones, and those that were looked for."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from services.portal.filling.forms import Form
from services.portal.people.view import House
from services.portal.wording.language import Language, phrase

FEW = 12
_MOST = 20
NONE_FOUND = phrase("Такого дома нет. Проверьте адрес: хватит части улицы и номера")
TOO_MANY = phrase("Домов с таким адресом много, показаны первые. Допишите номер")
_WORDS = re.compile(r"[^\W_]+")


@dataclass(frozen=True)
class HouseChoice:
    """What stands to be ticked."""

    shown: Sequence[House]
    many: bool
    hint: str | None = None


def is_looked_for(form: Form, name: str) -> bool:
    """Whether the form was sent to look for a house, by the button or with a word left in the search."""
    return bool(form.value(f"{name}_find") or form.value(f"{name}_like"))


def choice_of(speech: Language, form: Form, name: str, houses: Sequence[House]) -> HouseChoice:
    """All houses of a small center; else those chosen, then those that fit what was typed."""
    if len(houses) <= FEW:
        return HouseChoice(houses, many=False)
    ticked = set(form.chosen(name))
    chosen = [one for one in houses if str(one.id) in ticked]
    wanted = _words(form.value(f"{name}_like"))
    found = [one for one in houses if wanted and one not in chosen and _fits(one, wanted)]
    if wanted and not found:
        form.wrong(f"{name}_like", NONE_FOUND)
    hint = speech.say(TOO_MANY) if len(found) > _MOST else None
    if found:
        form.put(f"{name}_like")
    return HouseChoice([*chosen, *found[:_MOST]], many=True, hint=hint)


def _fits(house: House, wanted: Sequence[str]) -> bool:
    there = _words(house.address)
    return all(any(word.startswith(one) for word in there) for one in wanted)


def _words(text: str) -> list[str]:
    return _WORDS.findall(text.casefold().replace("ё", "е"))
