"""The surveys of the demo city, and what residents answer."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from random import Random
from typing import Any

from deploy.demo.people import Person

Json = dict[str, Any]  # Any: JSON
Answers = dict[str, object]


@dataclass(frozen=True, slots=True)
class Asking:
    """One survey: `share` of the adults answer it; `body` is how a manager makes it."""

    key: str
    body: Json
    share: float
    closed: bool
    paper_waiting: int = 0
    """Sheets that were handed in and are not entered yet."""


def _option(code: str, text: str, **more: object) -> Json:
    return {"code": code, "text": text, **more}


_YARD: Json = {
    "questionnaire": "own",
    "anonymous": True,
    "title": "Что сделать во дворе весной?",
    "purpose": "Чтобы весной сделать то, что нужно большинству, а не то, что придумали без вас.",
    "minutes": 3,
    "questions": [
        {
            "code": "first", "kind": "choices", "at_most": 3, "required": True,
            "text": "Что сделать в первую очередь?", "help": "Выберите до трёх.",
            "options": [
                _option("benches", "Поставить лавочки"), _option("light", "Осветить дорожку к остановке"),
                _option("flowers", "Разбить клумбы"), _option("playground", "Починить детскую площадку"),
                _option("bikes", "Сделать место для велосипедов"), _option("trees", "Обрезать старые деревья"),
                _option("nothing", "Всё и так хорошо", alone=True),
            ],
        },
        {
            "code": "self", "kind": "choice", "text": "Придёте помочь?",
            "options": [
                _option("yes", "Да, с инструментом"), _option("maybe", "Если буду свободен или свободна"),
                _option("no", "Нет, но поддерживаю"),
            ],
        },
        {
            "code": "yard", "kind": "scale", "text": "Насколько вам нравится наш двор сейчас?",
            "lowest_words": "совсем не нравится", "highest_words": "очень нравится",
        },
        {"code": "words", "kind": "text", "text": "Что ещё важно?", "longest": 500},
    ],
}  # fmt: skip
_BUS: Json = {
    "questionnaire": "own",
    "title": "Остановка на Заречной: что нужно в первую очередь?",
    "purpose": "Чтобы просить у города одно и вместе, а не каждый своё.",
    "minutes": 2,
    "questions": [
        {
            "code": "need", "kind": "choice", "required": True, "text": "Чего не хватает остановке?",
            "options": [
                _option("light", "Света"), _option("roof", "Навеса от дождя"), _option("bench", "Скамейки"),
                _option("schedule", "Расписания"), _option("crossing", "Перехода рядом"),
            ],
        },
        {
            "code": "often", "kind": "choice", "text": "Как часто вы ждёте здесь автобус?",
            "options": [
                _option("daily", "Почти каждый день"), _option("weekly", "Раз или два в неделю"),
                _option("seldom", "Редко"),
            ],
        },
        {"code": "words", "kind": "text", "text": "Что ещё стоит знать?", "longest": 500},
    ],
}  # fmt: skip


def _ready(code: str) -> Json:
    return {"questionnaire": code}


ASKINGS: Mapping[str, Sequence[Asking]] = {
    "dom-na-uglu": (
        Asking("yard", _YARD, 0.36, closed=True),
        Asking("help", _ready("help"), 0.18, closed=False, paper_waiting=14),
    ),
    "bolshaya-peremena": (
        Asking("help", _ready("help"), 0.2, closed=True),
        Asking("talents", _ready("neighbor_talents"), 0.15, closed=False, paper_waiting=6),
    ),
    "zarechye": (
        Asking("complaints", _ready("housing_complaints"), 0.36, closed=True),
        Asking("bus", _BUS, 0.24, closed=False, paper_waiting=9),
    ),
}

_WORDS: Mapping[str, Sequence[str]] = {
    "words": (
        "Только не трогайте сирень у третьего подъезда.",
        "Лавочки лучше со спинкой, на низких трудно вставать.",
        "Зимой у остановки темно и скользко.",
        "Спасибо, что спросили.",
    ),
    "matters": ("Плохо слышу, лучше приходите.", "Удобнее говорить по телефону после обеда.", "Пятый этаж без лифта."),
    "profession_more": ("Сорок лет у станка.", "Учу детей до сих пор.", "Шью на заказ."),
}  # fmt: skip
_SHY = {"other", "none", "nothing"}


def answers_of(person: Person, asking: Asking, questions: Sequence[Json]) -> Answers:
    """What this person answers: the same in every loading, and never against a condition of the survey."""
    random = Random(f"{person.key} {asking.key}")  # noqa: S311 no secret
    given: Answers = {}
    for question in questions:
        if not _is_asked(question, given):
            continue
        answer = _answer(random, asking, question)
        if answer is not None:
            given[question["code"]] = answer
    return given


def _is_asked(question: Json, given: Answers) -> bool:
    condition = question.get("show_if")
    if condition is None:
        return True
    chosen = given.get(condition["question"])
    codes = chosen if isinstance(chosen, list) else [chosen]
    return not set(condition["any_of"]).isdisjoint(codes)


def _answer(random: Random, asking: Asking, question: Json) -> object:
    match question["kind"]:
        case "consent":
            return random.random() < 0.7
        case "choice":
            return random.choices(question["options"], _weights(asking, question))[0]["code"]
        case "choices":
            return _several(random, asking, question)
        case "scale":
            lowest, highest = question["lowest"], question["highest"]
            return round(random.triangular(lowest, highest, lowest + (highest - lowest) * 0.6))
        case "text" if question["code"] in _WORDS and random.random() < 0.25:
            return random.choice(_WORDS[question["code"]])
    return None


def _several(random: Random, asking: Asking, question: Json) -> object:
    wanted = random.choice((1, 1, 1, 2, 2))
    if not question["required"] and random.random() < 0.12:
        return None
    chosen: list[str] = []
    while len(chosen) < min(wanted, question.get("at_most") or wanted, len(question["options"])):
        code = random.choices(question["options"], _weights(asking, question))[0]["code"]
        if code in _SHY:
            return [code] if not chosen and code != "other" else (chosen or None)
        if code not in chosen:
            chosen.append(code)
    return chosen


def _weights(asking: Asking, question: Json) -> list[float]:
    """Some answers are more common than others, in every center in its own way."""
    codes = [option["code"] for option in question["options"]]
    return [0.03 if code in _SHY else _liking(f"{asking.key} {question['code']} {code}") for code in codes]


def _liking(answer: str) -> float:
    return 0.25 + Random(answer).random() ** 2  # noqa: S311 no secret
