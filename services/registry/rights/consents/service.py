"""The texts of consents: read from `texts/`, filled with the operator, digested so that no word changes unseen."""

import hashlib
import tomllib
from collections.abc import Mapping
from dataclasses import asdict, replace
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any, Protocol, cast, get_args

import orjson

from services.registry.places.centers.model import Center
from services.registry.rights.consents.model import Wording
from shared.contracts.codes import ConsentPurpose
from shared.kit.clock import today
from shared.kit.problems import Invalid, Wrong

_FOLDER = Path(__file__).parent / "texts"
PURPOSES: tuple[ConsentPurpose, ...] = get_args(ConsentPurpose)
FROM_SURVEYS: Mapping[str, ConsentPurpose] = {"talents-bank": "help_matching", "complaints": "complaints"}
"""What a survey's sheet calls a purpose, and what it is here."""

WITHDRAWAL = (
    "Согласие можно отозвать в любой день так же просто, как дать: на этой же странице, словами или запиской "
    "в центре, по телефону. С этой минуты данные для этой цели не используются."
)
MANNER = "с помощью программы центра и на бумаге, без передачи за границу и без решений, принятых машиной"


@cache
def wordings() -> Mapping[tuple[ConsentPurpose, int], Wording]:
    """Every version of every text, with what is said otherwise for a child in the folder beside."""
    found = {}
    for file in sorted(_FOLDER.glob("*.toml")):
        purpose, version = file.stem.rsplit(".", 1)
        said = tomllib.loads(file.read_text(encoding="utf-8"))
        of_child = said | tomllib.loads((_FOLDER / "child" / file.name).read_text(encoding="utf-8"))
        found[cast(ConsentPurpose, purpose), int(version)] = replace(
            _wording(purpose, int(version), said), of_child=_wording(purpose, int(version), of_child)
        )
    return found


def present(purpose: ConsentPurpose, on: date | None = None) -> Wording:
    """The newest version that holds today, or held on this day; before the first one the first one."""
    day = on or today()
    known = sorted(
        (one for one in wordings().values() if one.purpose == purpose), key=lambda one: one.version
    )
    return next((one for one in reversed(known) if one.valid_from <= day), known[0])


def said_for(wording: Wording, *, child: bool) -> Wording:
    """The text in one's own words, or in those of whoever agrees for a child."""
    return wording.of_child if child and wording.of_child is not None else wording


def read_by(wording: Wording, center: Center) -> Mapping[str, object]:
    """The whole text as it is read in this center; `said_for` says in whose words."""
    beside = ("label_en", "short", "of_child")
    whole = {name: value for name, value in asdict(wording).items() if name not in beside}
    operator = f"соседский центр «{center.name}», {center.address}"
    return {**whole, "operator": operator, "manner": MANNER, "withdrawal": WITHDRAWAL}


def digest_of(text: Mapping[str, object]) -> bytes:
    """By which a text is known again; another comma is another digest."""
    return hashlib.sha256(orjson.dumps(text, option=orjson.OPT_SORT_KEYS)).digest()


class Proof(Protocol):
    """How a consent was given, with what shows it."""

    @property
    def how(self) -> str: ...
    @property
    def number(self) -> str | None: ...
    @property
    def signed_on(self) -> date | None: ...
    @property
    def witness(self) -> str | None: ...
    @property
    def ground(self) -> str | None: ...


_NEEDED: Mapping[str, tuple[str, ...]] = {
    "paper": ("number", "signed_on"),
    "aloud": ("witness", "ground"),
    "web": (),
}
_MISSING = {
    "number": "Напишите номер подписанного листа",
    "signed_on": "Напишите дату под подписью",
    "witness": "Напишите, кто ещё слышал согласие",
    "ground": "Напишите, почему согласие дано устно",
}


def must_be_proven(proof: Proof) -> None:
    """A signed sheet has a number and a date, spoken words a witness and a ground, the site neither. Raises Invalid."""
    needed = _NEEDED[proof.how]
    given = {name for name in _MISSING if getattr(proof, name) is not None}
    wrong = [Wrong(f"/{name}", "consents.missing", _MISSING[name]) for name in needed if name not in given]
    wrong += [
        Wrong(f"/{name}", "consents.unfit", "Для такого согласия это не указывают")
        for name in sorted(given - set(needed))
    ]
    if wrong:
        raise Invalid(*wrong)


def _wording(purpose: str, version: int, said: dict[str, Any]) -> Wording:  # Any: TOML
    return Wording(
        cast(ConsentPurpose, purpose),
        version,
        said["title"],
        said["label_en"],
        said["short"],
        said["valid_from"],
        said["purpose"],
        tuple(said["data"]),
        tuple(said["actions"]),
        said["term"],
        said.get("years"),
        said["refusal"],
        said["written"],
    )
