"""`docs/consents.md` names every purpose, every place that asks for a consent, and tests that are there."""

import re
from pathlib import Path
from typing import get_args

from shared.contracts.codes import ConsentPurpose

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "consents.md").read_text(encoding="utf-8")
_ASKING = re.compile(r"await (in_force|consenting|refusing|withdrawn_since|must_consent)\(|\bholds\(\)")
_BEHIND = {
    "services/registry/rights/consents/repository.py": "where the question is answered",
    "services/registry/people/accessibility/endpoints.py": "by the repository that the page names",
    "services/registry/people/accessibility/service.py": "by the repository that the page names",
    "services/notifications/consents/subscribers.py": "what is on its way, held back by the withdrawal itself",
}


def test_every_purpose_is_on_the_page() -> None:
    assert [one for one in get_args(ConsentPurpose) if f"| `{one}` |" not in PAGE] == []


def test_every_place_that_asks_is_on_the_page() -> None:
    asking = {
        str(file.relative_to(ROOT))
        for file in (ROOT / "services").rglob("*.py")
        if _ASKING.search(file.read_text(encoding="utf-8"))
    }
    assert sorted(one for one in asking - _BEHIND.keys() if f"`{one}`" not in PAGE) == []


def test_every_file_and_test_of_the_page_is_there() -> None:
    named = re.findall(r"`((?:services|tests)/[\w/.]+\.py)(?:::(\w+))?`", PAGE)
    assert len(named) > 20
    for file, test in named:
        text = (ROOT / file).read_text(encoding="utf-8")
        assert not test or f"def {test}(" in text, f"{file}::{test}"
