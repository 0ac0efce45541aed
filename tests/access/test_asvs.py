"""docs/asvs.md names tests that exist, and calls nothing met that no test and no page shows."""

import re
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent.parent
PAGE = (ROOT / "docs" / "asvs.md").read_text(encoding="utf-8")
NAMED = re.compile(r"`(tests/[\w/]+\.py)::(test_\w+)`")
ROWS = re.findall(r"^\| ([\d.–, ]+) \| (.+?) \| (met|partly|unmet|not here) \| (.+) \|$", PAGE, re.MULTILINE)
CHAPTERS = ("6", "7", "8", "9", "10")


@pytest.mark.parametrize("named", sorted(set(NAMED.findall(PAGE))), ids="::".join)
def test_a_named_test_exists(named: tuple[str, str]) -> None:
    file, test = named
    assert f"def {test}(" in _text(file), f"{file} has no {test}"


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row[0])
def test_what_is_met_is_shown(row: tuple[str, str, str, str]) -> None:
    _, _, state, shown = row
    if state == "met":
        assert NAMED.search(shown) or "page" in shown or "roles.md" in shown
    else:
        assert len(shown) > 8, "says why"


def test_every_chapter_has_its_rows_and_each_item_one() -> None:
    assert {item.split(".")[0] for item, *_ in ROWS} == set(CHAPTERS)
    items = [item for item, *_ in ROWS]
    assert len(items) == len(set(items)) > 50


@cache
def _text(file: str) -> str:
    path = ROOT / file
    return path.read_text(encoding="utf-8") if path.is_file() else ""
