"""The city's page: how the neighborhood centers live, in numbers that show no person."""

import asyncio
from dataclasses import dataclass, field
from uuid import UUID

from services.portal.city.model import (
    CenterNamed,
    CenterNumbers,
    Freshness,
    Indicator,
    Indicators,
    Numbers,
    Series,
)
from services.portal.visits.api import every
from services.portal.visits.visit import Visit
from services.portal.wording.language import Language, phrase
from services.portal.wording.times import local

MAIN = ("reach", "need_fulfilment", "reciprocity", "resident_led_share")
_COMPARED = "need_fulfilment"
_REASONS = "unmet_reasons"


@dataclass(frozen=True)
class City:
    """Everything on the page."""

    indicators: Indicators
    series: dict[str, list[float]]
    names: dict[UUID, CenterNamed]
    freshness: Freshness | None
    center: UUID | None = None
    main: list[Indicator] = field(default_factory=list)
    others: list[Indicator] = field(default_factory=list)

    @property
    def compared(self) -> Indicator | None:
        """The indicator by which centers stand beside each other."""
        return self.indicators.by_code(_COMPARED)

    @property
    def rows(self) -> list[CenterNumbers]:
        """Centers in their order: those that can be compared first, the best first."""
        if self.compared is None:
            return []
        return sorted(self.compared.centers, key=lambda one: (one.rank is None, one.rank or 0))

    @property
    def reasons(self) -> Indicator | None:
        """Why needs stay unmet."""
        return self.indicators.by_code(_REASONS)

    def name(self, center: UUID) -> str:
        """The name of a center."""
        return self.names[center].name if center in self.names else "—"


async def city_of(visit: Visit, period: str | None, center: UUID | None) -> City:
    """The page of one period, for the city or one of its centers."""
    indicators, freshness, names, series = await asyncio.gather(
        visit.api.get(Indicators, "city", "/indicators", {"period": period}),
        visit.or_else(visit.api.get(Freshness, "city", "/freshness"), None),
        visit.or_else(every(CenterNamed, visit.api, "registry", "/centers"), []),
        asyncio.gather(*(visit.or_else(_series(visit, code), Series(code=code)) for code in MAIN)),
    )
    shown = [one for one in indicators.indicators if one.unit != "count"]
    return City(
        indicators=indicators,
        series={one.code: one.values for one in series},
        names={one.id: one for one in names},
        freshness=freshness,
        center=center,
        main=[one for one in shown if one.code in MAIN],
        others=[one for one in shown if one.code not in MAIN],
    )


async def _series(visit: Visit, code: str) -> Series:
    return await visit.api.get(Series, "city", f"/indicators/{code}/series", {"kind": "month"})


def value_said(language: Language, indicator: Indicator, numbers: Numbers) -> str:
    """The number in large: «14,2 %», «31 на 1000», «скрыто», «нет данных»."""
    if numbers.hidden or numbers.denominator_hidden:
        return language.say(phrase("скрыто"))
    if numbers.value is None:
        return language.say(phrase("нет данных"))
    if indicator.unit == "share":
        return language.percent(numbers.value, 0 if numbers.value >= 0.2 else 1)
    return language.say(phrase("{n} на 1000"), n=language.number(numbers.value, 1))


def out_of(language: Language, numbers: Numbers) -> str:
    """Out of how many: «18 402 из 129 590»."""
    hidden = language.say(phrase("скрыто"))
    if numbers.numerator is None and (numbers.denominator is None or not numbers.hidden):
        return ""
    many = hidden if numbers.hidden or numbers.numerator is None else language.number(numbers.numerator)
    whole = hidden if numbers.denominator is None else language.number(numbers.denominator)
    return language.say(phrase("{many} из {whole}"), many=many, whole=whole)


def fresh_said(language: Language, freshness: Freshness | None) -> str:
    """How fresh the numbers are: «Данные на 15:36:02, задержка 0,4 с»."""
    if freshness is None or freshness.last_fact_at is None:
        return language.say(phrase("Данных пока нет"))
    at = f"{local(freshness.as_of):%H:%M:%S}"
    behind = freshness.lag_seconds or 0.0
    text = phrase("Данные на {at}, задержка {seconds} с")
    return language.say(text, at=at, seconds=language.number(max(behind, freshness.delay_seconds or 0.0), 1))
