"""Texts as they come from forms: tidied before they are measured."""

from typing import Annotated

from pydantic import BeforeValidator, StringConstraints

from services.registry.people.names.model import tidy


def _tidied(value: object) -> object:
    return tidy(value) if isinstance(value, str) else value


Line = Annotated[str, BeforeValidator(_tidied), StringConstraints(min_length=1, max_length=200)]
"""One line: a name of a center, an address."""

NamePart = Annotated[str, BeforeValidator(_tidied), StringConstraints(min_length=1, max_length=60)]
"""A family name, a given name or a patronymic."""

FlatNumber = Annotated[str, BeforeValidator(_tidied), StringConstraints(min_length=1, max_length=10)]
"""The number of a flat as it stands on its door, letters included."""
