"""The periods that the city's page offers: the last twelve months, quarters and years, as they are said."""

from datetime import date

from services.portal.wording.language import Language, phrase
from services.portal.wording.times import month_said

_MONTHS = 12


def periods(language: Language, today: date) -> list[tuple[str, str]]:
    """Codes of periods with their names, the present month first."""
    months = [_month_before(today, back) for back in range(_MONTHS)]
    years = sorted({month.year for month in months}, reverse=True)
    quarters = dict.fromkeys((month.year, (month.month + 2) // 3) for month in months)
    return [
        *((f"{month:%Y-%m}", month_said(language, month)) for month in months),
        *((f"{year}-Q{number}", _quarter(language, year, number)) for year, number in quarters),
        *((str(year), language.say(phrase("{year} год"), year=year)) for year in years),
    ]


def period_said(language: Language, code: str) -> str:
    """A period by its code: «Октябрь 2026», «4-й квартал 2026», «2026 год»."""
    year, _, rest = code.partition("-")
    if rest.startswith("Q"):
        return _quarter(language, int(year), int(rest[1:]))
    if rest:
        return month_said(language, date(int(year), int(rest), 1))
    return language.say(phrase("{year} год"), year=year)


def _quarter(language: Language, year: int, number: int) -> str:
    return language.say(phrase("{number}-й квартал {year}"), number=number, year=year)


def _month_before(today: date, back: int) -> date:
    months = today.year * 12 + today.month - 1 - back
    return date(months // 12, months % 12 + 1, 1)
