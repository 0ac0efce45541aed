"""What is wrong with an answer, said before it is sent, in the words that the person needs to mend it."""

from services.portal.answers.model import Question
from services.portal.filling.forms import Form
from services.portal.wording.language import Language, phrase

_MISSING = {
    "choice": phrase("Выберите один из вариантов"),
    "choices": phrase("Отметьте хотя бы один вариант"),
    "scale": phrase("Выберите оценку"),
    "number": phrase("Напишите число цифрами"),
    "text": phrase("Напишите ответ, хватит и нескольких слов"),
    "consent": phrase("Выберите «да» или «нет»"),
}


def check(question: Question, form: Form, language: Language, name: str, *, blank_allowed: bool) -> None:
    """Notes in the form what is wrong with the answer that stands under `name`."""
    given = form.chosen(name)
    if not any(value.strip() for value in given):
        if not blank_allowed and (question.required or question.kind == "consent"):
            form.wrong(name, _MISSING[question.kind])
        return
    fault = _fault(question, given, language)
    if fault:
        form.wrong(name, fault)


def _fault(question: Question, given: list[str], language: Language) -> str | None:
    if question.kind == "choices":
        return _choices_fault(question, given, language)
    if question.kind == "number":
        return _number_fault(question, given[0].strip(), language)
    if question.kind == "text" and len(given[0]) > question.longest:
        text = phrase("Сократите ответ: сейчас знаков {now}, а может быть не больше {most}")
        return language.say(text, now=len(given[0]), most=question.longest)
    return None


def _choices_fault(question: Question, given: list[str], language: Language) -> str | None:
    if question.at_most is not None and len(given) > question.at_most:
        text = phrase("Оставьте самое важное: не больше {most}")
        return language.say(text, most=question.at_most)
    for option in question.options:
        if option.alone and option.code in given and len(given) > 1:
            text = phrase("Оставьте либо «{option}», либо остальные варианты")
            return language.say(text, option=option.text.said(language.code))
    return None


def _number_fault(question: Question, given: str, language: Language) -> str | None:
    whole = given.lstrip("-").isdecimal()
    if whole and question.smallest <= int(given) <= question.largest:
        return None
    text = phrase("Напишите целое число от {least} до {most}")
    return language.say(text, least=question.smallest, most=question.largest)
