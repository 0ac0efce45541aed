"""The sheet to sign: the whole text of one consent, numbered, with lines for the name, the date and the signature."""

import secrets
from dataclasses import dataclass
from pathlib import Path

from services.registry.places.centers.model import Center
from services.registry.rights.consents.model import Wording
from services.registry.rights.consents.service import read_by, said_for
from shared.kit.clock import now
from shared.kit.typesetting import typeset

_TEMPLATE = Path(__file__).parents[1] / "templates" / "consent.typ"
_LETTERS = "23456789АВЕКМНРСТУХ"
"""Digits and letters that nobody takes for each other, in handwriting or on another keyboard."""


def sheet_number() -> str:
    """A number that no other sheet has: the month and six signs by lot."""
    return f"С-{now():%y%m}-{''.join(secrets.choice(_LETTERS) for _ in range(6))}"


@dataclass(frozen=True, slots=True)
class Signing:
    """Who will sign, where that is known, and the child for whom they do."""

    name: str | None = None
    child: str | None = None


async def paper_for(wording: Wording, center: Center, signing: Signing) -> bytes:
    """The PDF; a name that is known is printed so that nobody has to write it."""
    said = said_for(wording, child=signing.child is not None)
    text = {**read_by(said, center), "valid_from": f"{wording.valid_from:%d.%m.%Y}"}
    sheet = {"name": signing.name, "child": signing.child, "number": sheet_number()}
    return await typeset(_TEMPLATE, {**text, **sheet, "center": center.name, "address": center.address})
