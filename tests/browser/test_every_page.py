"""Every page that links lead to, as each kind of person: it answers, axe finds nothing, it fits 320 and 1280 px,
and a finger hits what can be pressed."""

import re
from collections import deque

import pytest

from shared.kit.ids import new_id
from tests.browser.conftest import NewVisitor
from tests.browser.visitor import Visitor
from tests.journeys.neighborhood import Neighborhood
from tests.journeys.running_city import RunningCity
from tests.journeys.test_help_given import walk

pytestmark = [pytest.mark.browser, pytest.mark.timeout(480)]

ID = re.compile(r"[0-9a-f]{8}-[0-9a-f-]{27}")
CITY_MAIL = "city-{mark}@example.org"
PARTNER_MAIL = "partner-{mark}@example.org"
COMPANY_MAIL = "company-{mark}@example.org"
OPERATOR_MAIL = "operator-{mark}@example.org"
BETWEEN = (640, 768)
"""A wide screen at 200 % zoom, and a tablet."""
_ACCOUNTS = {CITY_MAIL: "city", PARTNER_MAIL: "partner", COMPANY_MAIL: "company", OPERATOR_MAIL: "operator"}


@pytest.fixture(scope="module")
async def walked(running_city: RunningCity) -> Neighborhood:
    """A center in which everything has happened once, so that few pages are empty."""
    here = await Neighborhood.open(running_city, "museum", str(new_id().int % 10_000_000).zfill(7))
    await walk(here)
    operator = running_city.as_(running_city.token("operator"))
    for mail, role in _ACCOUNTS.items():
        account = {
            "role": role, "family_name": "Городская", "given_name": "Ольга",
            "contact": mail.format(mark=here.mark),
            "centers": [str(here.center)] if role in ("partner", "company") else [],
            "interest": "management_company" if role == "company" else "none",
        }  # fmt: skip
        await operator.post("/registry/v1/staff", account)
    return here


@pytest.mark.parametrize(
    ("mail", "fewest"),
    [
        ("manager-{mark}@example.org", 10),
        ("helper-{mark}@example.org", 8),
        (CITY_MAIL, 1),
        (PARTNER_MAIL, 3),
        (COMPANY_MAIL, 3),
        (OPERATOR_MAIL, 3),
        (None, 1),
    ],
    ids=["manager", "resident", "city", "partner", "company", "operator", "nobody"],
)
async def test_pages_answer_are_accessible_and_fit(
    walked: Neighborhood, new_visitor: NewVisitor, mail: str | None, fewest: int
) -> None:
    visitor = await new_visitor(320)
    if mail is not None:
        await visitor.sign_in(mail.format(mark=walked.mark))
    seen = await _crawl(visitor)
    assert len(seen) >= fewest, seen


async def _crawl(visitor: Visitor) -> list[str]:
    """Opens one page of each kind, breadth first, and looks at it at both widths."""
    waiting, kinds = deque(["/"]), {"/"}
    opened = []
    while waiting:
        path = waiting.popleft()
        await visitor.page.set_viewport_size({"width": 320, "height": 800})
        await visitor.open(path)
        await visitor.is_hit_by_a_finger()
        for width in BETWEEN:
            await visitor.page.set_viewport_size({"width": width, "height": 450})
            await visitor.fits()
        await visitor.page.set_viewport_size({"width": 1280, "height": 900})
        await visitor.look()
        opened.append(path)
        for link in sorted(await visitor.links()):
            kind = ID.sub("…", link)
            if (
                kind not in kinds
                and "/exchange/" not in link
                and not link.endswith(("/sign-out", ".csv", ".xlsx", ".json", ".ics", ".pdf"))
            ):
                kinds.add(kind)
                waiting.append(link)
    return opened
