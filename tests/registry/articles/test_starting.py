"""The articles that the knowledge base starts with."""

import re
from datetime import date
from pathlib import Path
from uuid import uuid4

import pytest

import services.registry.support.articles
from services.registry.support.markdown.model import as_html
from shared.kit.clock import today
from tests.registry.making import Center

FILES = sorted((Path(services.registry.support.articles.__path__[0]) / "starting").glob("*.md"))
_WORD = re.compile(r"[А-Яа-яЁё]+")


async def test_everybody_reads_them_from_the_first_day(home: Center) -> None:
    listed = (await home.resident(uuid4()).get("/articles?own=false&limit=100")).json()["items"]
    starting = [one for one in listed if one["starting"] and one["id"].startswith("8a0f6d1e-00")]
    assert len(starting) == len(FILES) == 13
    assert {one["topic"] for one in starting} == {
        "government", "housing", "rules", "mediation", "economy", "safety",
    }  # fmt: skip
    one = (await home.resident(uuid4()).get(f"/articles/{starting[0]['id']}")).json()
    assert one["sources"]
    assert date(2025, 5, 1) <= date.fromisoformat(one["true_on"]) <= today()


async def test_who_cannot_pay_finds_the_article_on_subsidies(home: Center) -> None:
    found = await home.resident(uuid4()).get("/articles", params={"q": "платить за квартиру субсидия"})
    assert found.json()["items"][0]["title"].startswith("Трудно платить за квартиру")


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_an_article_is_short_plain_and_sourced(file: Path) -> None:
    _, head, body = file.read_text(encoding="utf-8").split("---\n", 2)
    assert 250 <= len(_WORD.findall(body)) <= 500
    assert "sources:\n  - " in head
    assert "!" not in body
    assert "осуществ" not in body.replace("помочь осуществить ваше право", "")
    assert "<h1>" not in as_html(body)


@pytest.mark.parametrize(
    ("question", "title"),
    [
        ("субсидея", "Трудно платить"),
        ("квартплата", "Трудно платить"),
        ("нечем платить за квартиру", "Трудно платить"),
        ("сабрание", "Общее собрание"),
        ("поругались с соседкой", "Ссора с соседом"),
        ("звонят из банка", "Мошенники"),
        ("капремонт", "Капитальный ремонт"),
        ("как пожаловаться", "Как написать обращение"),
        ("самозапрет", "Мошенники"),
        ("когда починят крышу", "Капитальный ремонт"),
        ("взнос на капитальный ремон", "Капитальный ремонт"),
    ],
)
async def test_an_article_is_found_by_everyday_words_and_in_spite_of_slips(
    home: Center, question: str, title: str
) -> None:
    found = (await home.resident(uuid4()).get("/articles", params={"q": question})).json()["items"]
    assert next(one["title"] for one in found if one["starting"]).startswith(title)


@pytest.mark.parametrize("question", ["космодром", "' | !", "a & b:*", "\u202e", "\\"])
async def test_what_no_article_speaks_of_finds_none(home: Center, question: str) -> None:
    found = await home.resident(uuid4()).get("/articles", params={"q": question, "own": "false"})
    assert (found.status_code, found.json()["items"]) == (200, [])
