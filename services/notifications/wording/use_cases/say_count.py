"""Says a count with the words that agree with it."""

from services.notifications.wording.model import Forms
from shared.contracts.requests import Language

_UNBROKEN = "\N{NO-BREAK SPACE}"


def say_count(count: int, forms: Forms, language: Language) -> str:
    """The phrase for `count`: «1 человек», «2 человека», «5 человек», «21 человек», «1 204 человека»."""
    form = _form(count, language)
    phrase = {"one": forms.one, "few": forms.few or forms.many, "many": forms.many}[form]
    return phrase.replace("{n} ", f"{_grouped(count)}{_UNBROKEN}")


def _form(count: int, language: Language) -> str:
    if language == "en":
        return "one" if count == 1 else "many"
    tens, ones = count % 100, count % 10
    if ones == 1 and tens != 11:
        return "one"
    return "few" if ones in (2, 3, 4) and tens not in (12, 13, 14) else "many"


def _grouped(count: int) -> str:
    """Four digits and more in groups of three, with spaces that do not break."""
    return f"{count:,}".replace(",", _UNBROKEN)
