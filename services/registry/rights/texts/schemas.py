"""Longer texts, addresses of sites and mail, telephone numbers of organisations, and days, as they come from forms."""

import re
from datetime import date
from typing import Annotated
from urllib.parse import urlsplit

from pydantic import AfterValidator, BeforeValidator, StringConstraints
from pydantic_core import PydanticCustomError

from services.registry.people.names.model import tidy
from shared.kit.clock import today
from shared.kit.texts import tidy_lines

_NOT_DIGITS = re.compile(r"[^0-9+]+")
_LONGEST_SITE = 500


def has_come(day: date) -> date:
    """For days of what is done or known already: today in the city at the latest."""
    if day > today():
        raise PydanticCustomError("date_in_future", "Этот день ещё не наступил")
    return day


def _lines(value: object) -> object:
    return tidy_lines(value) if isinstance(value, str) else value


def _line(value: object) -> object:
    return tidy(value) if isinstance(value, str) else value


def _site(value: str) -> str:
    whole = value if "//" in value else f"https://{value}"
    if " " in whole or not _leads_somewhere(whole):
        raise PydanticCustomError("site_unclear", "Не похоже на адрес сайта: например, gorod.ru")
    return whole


def _leads_somewhere(url: str) -> bool:
    try:
        parts = urlsplit(url)
        named = parts.hostname or ""
        _ = parts.port
    except ValueError:
        return False
    return parts.scheme in ("http", "https") and "." in named and "@" not in parts.netloc


def _number(value: str) -> str:
    digits = _NOT_DIGITS.sub("", value)
    if not 2 <= sum(one.isdigit() for one in digits) <= 20 or any(one.isalpha() for one in value):
        raise PydanticCustomError("phone_unclear", "Не похоже на номер телефона")
    return value


Words = Annotated[str, BeforeValidator(_line), StringConstraints(max_length=300)]
"""One line that may be empty."""

Text = Annotated[str, BeforeValidator(_lines), StringConstraints(max_length=2000)]
"""A few paragraphs; may be empty."""

Body = Annotated[str, BeforeValidator(_lines), StringConstraints(min_length=1, max_length=30_000)]
"""An article."""

Site = Annotated[
    str, BeforeValidator(_line), StringConstraints(max_length=_LONGEST_SITE), AfterValidator(_site)
]
"""An address on the web; answered with its scheme."""

NumberToCall = Annotated[
    str, BeforeValidator(_line), StringConstraints(max_length=60), AfterValidator(_number)
]
"""A telephone of an organisation as it is printed: «8 800 200-01-22», «122».

Any two digits and more are taken on purpose: «02», «112», an extension «123» inside a town hall, the five digits
of a small town all look alike, and a rule would refuse a real one. It is read by people alone: codes and messages go
only to contacts of accounts and residents, which are whole numbers."""
