"""Questions: what can be asked of a resident, and what counts as an answer."""

from collections.abc import Sequence
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, model_validator

from shared.kit.language import say
from shared.kit.problems import Wrong

_PRINTABLE = r"^[^\x00-\x08\x0b\x0c\x0e-\x1f]*$"
_CONTROL = frozenset(chr(n) for n in range(32)) - set("\t\n\r")

Code = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]{0,39}$")]
Line = Annotated[
    str, StringConstraints(strip_whitespace=True, min_length=1, max_length=2000, pattern=_PRINTABLE)
]
ConsentName = Annotated[str, StringConstraints(pattern=r"^[a-z]+(-[a-z]+)*/[1-9][0-9]?$")]
Answer = bool | int | str | list[str]
Meaning = Literal["offers", "needs", "free", "free_to_help", "free_to_be_helped", "complaints"]
"""What the options of a question are codes of, where its answers may flow on with the author's consent."""


class Frozen(BaseModel):
    """A part of a questionnaire; nothing in it changes after it was read."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Words(Frozen):
    """The same words in Russian and, where there are any, in English; a plain string is Russian."""

    ru: Line
    en: Line | None = None

    @model_validator(mode="before")
    @classmethod
    def _take_a_plain_string_as_russian(cls, given: object) -> object:
        return {"ru": given} if isinstance(given, str) else given


class Condition(Frozen):
    """«Показать, если»: an earlier question was answered with any of these options."""

    question: Code
    any_of: tuple[Code, ...] = Field(min_length=1, max_length=60)


class Option(Frozen):
    """One of the answers offered."""

    code: Code
    text: Words
    alone: bool = Field(
        default=False, description="cannot be chosen together with another, as «ничего из этого»"
    )


class Asked(Frozen):
    """What every question has."""

    code: Code
    text: Words
    help: Words | None = None
    section: Code | None = None
    required: bool = False
    show_if: Condition | None = None

    def fault(self, given: object) -> Wrong | None:
        """What is wrong with an answer; None where it is good."""
        raise NotImplementedError

    @property
    def ask_again(self) -> str:
        """What to say to somebody who left a required question without an answer."""
        raise NotImplementedError

    def _wrong(self, code: str, message: str) -> Wrong:
        return Wrong(f"/answers/{self.code}", code, message)


class _Offering(Asked):
    """A question with ready answers, each with a code of its own."""

    options: tuple[Option, ...] = Field(min_length=2, max_length=60)

    @model_validator(mode="after")
    def _offer_each_option_once(self) -> "_Offering":
        if len(self.codes) != len(self.options):
            raise ValueError(say("У вопроса {code} два варианта с одним кодом", code=self.code))
        return self

    @property
    def codes(self) -> frozenset[str]:
        """The codes of everything offered."""
        return frozenset(option.code for option in self.options)

    def _offered(self, code: object) -> bool:
        return any(option.code == code for option in self.options)


class Choice(_Offering):
    """One answer out of several."""

    kind: Literal["choice"]

    @property
    def ask_again(self) -> str:
        return say("Выберите один из вариантов")

    def fault(self, given: object) -> Wrong | None:
        if not isinstance(given, str) or not self._offered(given):
            return self._wrong("unknown-option", "Выберите один из предложенных вариантов")
        return None


class Choices(_Offering):
    """Any number of answers out of several."""

    kind: Literal["choices"]
    at_most: int | None = Field(default=None, ge=1, le=60)
    means: Meaning | None = None

    @property
    def ask_again(self) -> str:
        return say("Отметьте хотя бы один вариант")

    def fault(self, given: object) -> Wrong | None:
        if not isinstance(given, list) or not all(self._offered(code) for code in given):
            return self._wrong("unknown-option", "Отметьте варианты из предложенных")
        if len(set(given)) != len(given):
            return self._wrong("chosen-twice", "Один вариант отмечен дважды: оставьте его один раз")
        if self.at_most is not None and len(given) > self.at_most:
            said = say("Оставьте самое важное, вариантов может быть не больше {most}", most=self.at_most)
            return self._wrong("too-many", said)
        return self._wrong_company(given)

    def _wrong_company(self, given: Sequence[object]) -> Wrong | None:
        for option in self.options:
            if option.alone and option.code in given and len(given) > 1:
                return self._wrong(
                    "not-alone", say("Оставьте либо «{one}», либо остальные варианты", one=option.text.ru)
                )
        return None


class Scale(Asked):
    """A whole number between two ends that have words."""

    kind: Literal["scale"]
    lowest: int = Field(default=1, ge=0, le=1)
    highest: int = Field(default=5, ge=2, le=10)
    lowest_words: Words | None = None
    highest_words: Words | None = None

    @property
    def ask_again(self) -> str:
        return say("Выберите оценку от {lowest} до {highest}", lowest=self.lowest, highest=self.highest)

    def fault(self, given: object) -> Wrong | None:
        if isinstance(given, bool) or not isinstance(given, int) or not self.lowest <= given <= self.highest:
            return self._wrong("out-of-range", self.ask_again)
        return None


class Number(Asked):
    """A whole number that somebody writes."""

    kind: Literal["number"]
    smallest: int = Field(default=0, ge=-1_000_000, le=1_000_000)
    largest: int = Field(default=1_000_000, ge=-1_000_000, le=1_000_000)
    unit: Words | None = None

    @model_validator(mode="after")
    def _leave_room(self) -> "Number":
        if self.smallest >= self.largest:
            raise ValueError(say("В вопросе {code} не остаётся чисел для ответа", code=self.code))
        return self

    @property
    def ask_again(self) -> str:
        return say("Напишите целое число от {least} до {most}", least=self.smallest, most=self.largest)

    def fault(self, given: object) -> Wrong | None:
        if (
            isinstance(given, bool)
            or not isinstance(given, int)
            or not self.smallest <= given <= self.largest
        ):
            return self._wrong("out-of-range", self.ask_again)
        return None


class Text(Asked):
    """An answer in the resident's own words."""

    kind: Literal["text"]
    longest: int = Field(default=1000, ge=1, le=4000)

    @property
    def ask_again(self) -> str:
        return say("Напишите ответ, хватит и нескольких слов")

    def fault(self, given: object) -> Wrong | None:
        if not isinstance(given, str) or not _can_be_kept(given):
            return self._wrong("not-text", "Напишите ответ обычными буквами и знаками")
        if len(given) > self.longest:
            said = say(
                "Сократите ответ: сейчас знаков {now}, а может быть не больше {most}",
                now=len(given),
                most=self.longest,
            )
            return self._wrong("too-long", said)
        return None


class Consent(Asked):
    """A separate consent to one purpose, in one version of its text; nobody has to give it."""

    kind: Literal["consent"]
    consent: ConsentName

    @model_validator(mode="after")
    def _leave_it_free(self) -> "Consent":
        if self.required:
            raise ValueError(say("{code}: согласие дают свободно, требовать его нельзя", code=self.code))
        return self

    @property
    def ask_again(self) -> str:
        return say("Выберите «да» или «нет»")

    def fault(self, given: object) -> Wrong | None:
        return None if isinstance(given, bool) else self._wrong("not-yes-or-no", self.ask_again)


Question = Annotated[Choice | Choices | Scale | Number | Text | Consent, Field(discriminator="kind")]
OwnQuestion = Annotated[Choice | Choices | Scale | Number | Text, Field(discriminator="kind")]
"""What a center may ask in a survey of its own: nothing that flows on, so no consent."""


def _can_be_kept(words: str) -> bool:
    """Whether a database can hold these characters: no control characters, no half of a pair."""
    return _CONTROL.isdisjoint(words) and not any("\ud800" <= letter <= "\udfff" for letter in words)
