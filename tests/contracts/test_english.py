"""Whatever a service refuses with has its English beside it."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from deploy.topology import parts
from shared.kit import problem_words
from shared.kit.language import english_of

KIT = Path("shared/kit")
PLACES = [KIT, *(Path("services") / part.name for part in parts() if part.database)]
_SAYING = {
    "Wrong", "invalid", "Invalid", "say", "ValueError", "_wrong", "wrong", "_refuse", "Unreadable", "GeometryWrong",
    "ShareWrong", "PydanticCustomError", "ContractOverlap", "HouseInUse", "coded", "problem_of",
}  # fmt: skip
_RUSSIAN = re.compile("[а-яё]", re.IGNORECASE)
_HOLE = re.compile(r"{\w+}")


@pytest.mark.parametrize("place", PLACES, ids=str)
def test_every_refusal_has_its_english(place: Path) -> None:
    assert sorted(_said(place) - _known(place)) == []


@pytest.mark.parametrize("place", PLACES, ids=str)
def test_nothing_is_translated_that_nobody_says(place: Path) -> None:
    own = set(english_of(place / "locale")) if (place / "locale").is_dir() else set()
    assert sorted(own - _said(place)) == []


@pytest.mark.parametrize("place", PLACES, ids=str)
def test_what_is_filled_in_stands_in_both_languages(place: Path) -> None:
    own = english_of(place / "locale") if (place / "locale").is_dir() else {}
    assert [
        one for one, other in own.items() if sorted(_HOLE.findall(one)) != sorted(_HOLE.findall(other))
    ] == []


@pytest.mark.parametrize("place", PLACES, ids=str)
def test_no_refusal_is_put_together_before_it_is_translated(place: Path) -> None:
    assert [where for where, call in _calls(place) if any(map(_is_put_together, _arguments(call)))] == []


def _known(place: Path) -> set[str]:
    folders = [one / "locale" for one in {KIT, place} if (one / "locale").is_dir()]
    return {text for folder in folders for text in english_of(folder)}


def _said(place: Path) -> set[str]:
    found = set(_titles(place))
    for _, call in _calls(place):
        found |= {text for one in _arguments(call) for text in _texts(one)}
    if place == KIT:
        found |= {*problem_words.STATUS.values(), *problem_words.VALUE.values(), problem_words.OTHERWISE}
    return {text for text in found if _RUSSIAN.search(text)}


def _trees(place: Path) -> Iterator[tuple[Path, ast.Module]]:
    for file in sorted(place.rglob("*.py")):
        yield file, ast.parse(file.read_text())


def _titles(place: Path) -> Iterator[str]:
    """The sentences of domain errors."""
    for _, tree in _trees(place):
        for node in ast.walk(tree):
            if isinstance(node, ast.ClassDef):
                for line in node.body:
                    if isinstance(line, ast.Assign) and getattr(line.targets[0], "id", "") == "title":
                        yield from _texts(line.value)


def _calls(place: Path) -> Iterator[tuple[str, ast.Call]]:
    for file, tree in _trees(place):
        for node in ast.walk(tree):
            if isinstance(node, ast.Call) and _name(node.func) in _SAYING:
                yield f"{file}:{node.lineno}", node


def _name(called: ast.expr) -> str:
    return called.id if isinstance(called, ast.Name) else getattr(called, "attr", "")


def _arguments(call: ast.Call) -> list[ast.expr]:
    return [*call.args, *(one.value for one in call.keywords if one.arg in ("message", "title"))]


def _texts(said: ast.expr) -> Iterator[str]:
    if isinstance(said, ast.Constant) and isinstance(said.value, str):
        yield said.value
    elif isinstance(said, ast.IfExp):
        yield from _texts(said.body)
        yield from _texts(said.orelse)


def _is_put_together(said: ast.expr) -> bool:
    return isinstance(said, ast.JoinedStr) and bool(_RUSSIAN.search(ast.unparse(said)))
