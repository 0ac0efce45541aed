"""The fixed catalogue: one table an indicator, the same numbers as the indicators, as files."""

import csv
import io
from collections.abc import Iterator

from sqlalchemy.ext.asyncio import AsyncSession

from services.city.centers import repository as centers
from services.city.indicators.model import BY_CODE, INDICATORS, Indicator
from services.city.indicators.schemas import RowRead, WordsRead
from services.city.indicators.service import row_of
from services.city.publications import repository
from services.city.publications.schemas import CatalogueRead, FieldRead, SchemaRead, TableRead

CITY = "city"
"""What stands in the column `center` for the whole city."""


def catalogue() -> CatalogueRead:
    """Every table."""
    return CatalogueRead(items=[describe(one) for one in INDICATORS])


def describe(indicator: Indicator) -> TableRead:
    """One table and its columns."""
    return TableRead(
        name=indicator.code,
        title=_words(indicator.title.ru, indicator.title.en),
        description=_words(indicator.formula.ru, indicator.formula.en),
        source=indicator.source,
        threshold=indicator.k,
        path=f"{indicator.code}.csv",
        table_schema=SchemaRead(
            fields=list(_fields(indicator)), missing_values=[""], primary_key=["period", "center"]
        ),
    )


async def as_csv(session: AsyncSession, code: str) -> str:
    """Every published period of one table; hidden numbers are empty, zeros are zeros. KeyError."""
    indicator = BY_CODE[code]
    hosts = await centers.hosts(session)
    written = io.StringIO()
    writer = csv.writer(written, lineterminator="\r\n")
    writer.writerow(field.name for field in _fields(indicator))
    for published in await repository.series(session, code):
        for row in published.shown().values():
            host = hosts.get(row.center_id, "") if row.center_id else ""
            place = [published.period, row.center_id or CITY, host]
            writer.writerow([*place, *_numbers(indicator, row_of(indicator, row))])
    return written.getvalue()


def _numbers(indicator: Indicator, row: RowRead) -> Iterator[object]:
    if indicator.is_breakdown:
        yield from (part.number for part in row.parts)
        yield row.hidden
        return
    yield from (row.numerator, row.denominator, row.value)
    if indicator.hours:
        yield row.median_hours
    yield row.hidden


def _fields(indicator: Indicator) -> Iterator[FieldRead]:
    yield _field(
        "period", "string", "Период", "Period", "месяц, квартал или год", "a month, a quarter or a year"
    )
    yield _field("center", "string", "Центр", "Center", f"id центра или {CITY}", f"a center's id, or {CITY}")
    yield _field("host", "string", "Хозяин", "Host", "код хозяина центра", "the code of the center's host")
    if indicator.is_breakdown:
        for code, words in (indicator.labels or {}).items():
            about = indicator.numerator
            yield _field(code, "integer", words.ru, words.en, about.ru, about.en)
    else:
        up, down, formula = indicator.numerator, indicator.denominator, indicator.formula
        yield _field("numerator", "integer", "Числитель", "Numerator", up.ru, up.en)
        yield _field("denominator", "integer", "Знаменатель", "Denominator", down.ru, down.en)
        yield _field("value", "number", "Значение", "Value", formula.ru, formula.en)
    if indicator.hours:
        about_hours = (
            "медиана до первого предложения помощи, вверх до часа",
            "median to the first match, rounded up",
        )
        yield _field("median_hours", "integer", "Часы", "Hours", *about_hours)
    yield _field(
        "hidden", "boolean", "Скрыто", "Hidden",
        f"число скрыто, чтобы за ним не угадали меньше {indicator.k} человек; пусто не значит ноль",
        f"a number is hidden so that nobody can tell fewer than {indicator.k} persons; empty is not zero",
    )  # fmt: skip


def _field(name: str, of_type: str, ru: str, en: str, about_ru: str, about_en: str) -> FieldRead:
    words = {"title": _words(ru, en), "description": _words(about_ru, about_en)}
    return FieldRead.model_validate({"name": name, "type": of_type, **words})


def _words(ru: str, en: str) -> WordsRead:
    return WordsRead(ru=ru, en=en)
