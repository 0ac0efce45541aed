"""What the coded values are called: each area of the pages has its own words, and a template asks for them here."""

from collections.abc import Mapping
from types import ModuleType

from services.portal.appeals import labels as appeals
from services.portal.articles import labels as articles
from services.portal.calendar import labels as calendar
from services.portal.center import labels as center
from services.portal.consents import labels as consents
from services.portal.desk import labels as desk
from services.portal.directory import labels as directory
from services.portal.erasures import labels as erasures
from services.portal.guarding import labels as guarding
from services.portal.me import labels as me
from services.portal.operating import labels as operating
from services.portal.organisations import labels as organisations
from services.portal.partners import labels as partners
from services.portal.people import labels as people
from services.portal.places import labels as places
from services.portal.rules import labels as rules
from services.portal.seen import labels as seen
from services.portal.sign_in import labels as sign_in
from services.portal.surveys import labels as surveys
from services.portal.talents import labels as talents
from services.portal.talks import labels as talks

_AREAS = (
    appeals, articles, calendar, center, consents, desk, directory, erasures, guarding, me, operating, organisations,
    partners, people, places, rules, seen, sign_in, surveys, talents, talks,
)  # fmt: skip


def _gathered(areas: tuple[ModuleType, ...]) -> Mapping[str, Mapping[str, str]]:
    found: dict[str, Mapping[str, str]] = {}
    for area in areas:
        for kind, words in vars(area).items():
            if kind.isupper() and isinstance(words, dict):
                if kind in found:
                    raise RuntimeError(f"{kind} is worded twice, also in {area.__name__}")
                found[kind] = words
    return found


LABELS = _gathered(_AREAS)
"""The words of every kind of code, by the kind's name."""
