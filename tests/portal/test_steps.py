"""Through a list shown by parts one goes further, a step back, and to the beginning; what is asked for stays."""

from uuid import uuid4

from starlette.datastructures import URL, QueryParams

from services.portal.visits.steps import Steps, steps_from
from tests.portal.conftest import Center


def steps(address: str, next_cursor: object = None) -> Steps:
    url = URL(f"http://sosedi.test{address}")
    return steps_from(url, QueryParams(url.query), next_cursor)  # type: ignore[arg-type]  # an id, or none


def test_each_step_back_leads_where_one_came_from() -> None:
    parts = [uuid4() for _ in range(3)]
    way = ["/desk/people?q=ким"]
    for part in parts:
        further = steps(way[-1], part).next
        assert further is not None
        way.append(further)
    assert [steps(one).back for one in way[2:]] == way[1:-1]
    assert steps(way[1]).back == steps(way[1]).start == "/desk/people?q=%D0%BA%D0%B8%D0%BC"


def test_the_first_part_has_no_step_back_and_the_last_no_further() -> None:
    assert steps("/desk/people?done=entered") == Steps(None, None, None)
    assert steps(f"/desk/people?cursor={uuid4()}").next is None


def test_what_stands_in_the_address_is_written_as_an_address() -> None:
    found = steps(f'/desk/people?q="><b>&cursor={uuid4()}&behind="><i>')
    assert not any(sign in str(found) for sign in ("<", '">'))


async def test_people_are_paged_there_and_back(center_pages: Center) -> None:
    for at in range(31):
        await center_pages.by_manager(
            "registry", "residents",
            {"family_name": f"Поляк{at:02}", "given_name": "Ия", "channel": "visit", "ground": "пришла сама"},
        )  # fmt: skip
    visitor = center_pages.manager()
    page = await visitor.open("/desk/people?q=Поляк")
    assert not any("behind" in link for link in page.links)
    further = next(link for link in page.links if "cursor=" in link)
    second = await visitor.open(further)
    assert "Назад по списку" in second.text
    back = next(link for link in second.links if link.startswith("/desk/people?q="))
    assert (await visitor.open(back)).text == page.text
