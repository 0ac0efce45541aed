"""Who may be on record twice is noticed before it is written, compared, merged and made two again."""

from uuid import UUID

import httpx
import pytest

from services.registry.finding.twins.service import look_for_twins
from shared.kit.ids import new_id
from tests.portal.conftest import Center
from tests.portal.reading import Page
from tests.portal.visiting import Typed, Visitor

TYPED: Typed = {
    "family_name": "Кузницова",
    "given_name": "Мария",
    "birth_year": "1948",
    "phone": "+7 900 123-45-67",
    "channel": "phone",
}


async def a_known_one(center: Center, **known: object) -> str:
    person = await center.person("Мария", "Кузнецова", birth_year=1948, **known)
    return str(person["id"])


async def test_a_likely_duplicate_is_shown_before_anything_is_written(center_pages: Center) -> None:
    known = await a_known_one(center_pages)
    visitor = center_pages.manager()
    page = await visitor.submit(await visitor.open("/desk/people/new"), TYPED)
    assert "Похоже, этот человек уже записан" in page.text
    assert "Имя отличается на одну букву, один год рождения" in page.text
    assert f"/desk/people/{known}" in page.links
    values = page.form("").values
    assert values["family_name"] == ["Кузницова"]
    assert values["phone"] == ["+7 900 123-45-67"]
    listed = await center_pages.read("registry", "residents")
    assert [one["id"] for one in listed["items"]] == [known]


async def while_typing(visitor: Visitor, **typed: str) -> httpx.Response:
    """What the page itself asks after a pause in typing."""
    csrf = (await visitor.open("/desk/people/new")).form().values["csrf"]
    return await visitor.post("/desk/people/new/alike", data={"csrf": csrf, **typed})


async def test_a_likely_duplicate_is_shown_while_it_is_typed_and_nobody_is_written(
    center_pages: Center,
) -> None:
    known = await a_known_one(center_pages)
    typed = {"family_name": "Кузницова", "given_name": "Мария", "birth_year": "1948"}
    for half in ({}, {"phone": "+7 90"}, {"phone": "+7 900 123-45-67", "mail": "maria@"}):
        answer = await while_typing(center_pages.manager(), **typed, **half)
        page = Page(answer.text)
        assert answer.status_code == 200
        assert page.links == [f"/desk/people/{known}"]
        assert "Кузнецова Мария" in page.text
        assert "Имя отличается на одну букву, один год рождения" in page.text
    listed = await center_pages.read("registry", "residents")
    assert [one["id"] for one in listed["items"]] == [known]


@pytest.mark.parametrize(
    "typed",
    [
        {},
        {"family_name": "Кузницова", "birth_year": "1948"},
        {"family_name": "Кузницова", "given_name": "Мария", "birth_year": "19"},
        {"family_name": "Громова", "given_name": "Инна", "birth_year": "1948"},
        {"family_name": "К" * 61, "given_name": "Мария", "birth_year": "1948", "house_id": "нигде"},
    ],
)
async def test_whoever_is_like_nobody_yet_is_typed_in_peace(
    center_pages: Center, typed: dict[str, str]
) -> None:
    await a_known_one(center_pages)
    answer = await while_typing(center_pages.manager(), **typed)
    assert (answer.status_code, answer.text.strip()) == (200, "")


async def test_nobody_but_a_manager_with_the_form_learns_who_is_alike(center_pages: Center) -> None:
    known = await a_known_one(center_pages)
    typed = {"family_name": "Кузнецова", "given_name": "Мария", "birth_year": "1948"}
    forged = await center_pages.manager().post("/desk/people/new/alike", data=typed)
    assert forged.status_code == 403
    for visitor, status in ((center_pages.resident({"id": known}), 403), (center_pages.visitor(), 204)):
        csrf = (await visitor.open("/help" if status == 403 else "/sign-in")).form().values["csrf"]
        answer = await visitor.post("/desk/people/new/alike", data={"csrf": csrf, **typed})
        assert answer.status_code == status
        assert known not in answer.text
        assert not any(name.startswith("unsent") for name in visitor.cookies)


async def test_a_question_of_a_session_that_is_over_does_not_wait_to_be_sent(center_pages: Center) -> None:
    over = center_pages.tokens.of("manager", new_id(), (center_pages.id,), seconds=-5)
    visitor = center_pages.visitor()
    csrf = (await visitor.open("/sign-in")).form().values["csrf"]
    visitor.come_as(over, center_pages.id)
    answer = await visitor.post("/desk/people/new/alike", data={"csrf": csrf, "family_name": "Кузнецова"})
    assert (answer.status_code, answer.text) == (204, "")
    assert not any(name.startswith("unsent") for name in visitor.cookies)


async def test_another_person_is_written_and_not_taken_for_the_first_again(center_pages: Center) -> None:
    await a_known_one(center_pages)
    visitor = center_pages.manager()
    page = await visitor.submit(await visitor.open("/desk/people/new"), TYPED)
    page = await visitor.submit(page, {"different": "yes"})
    assert "Записали." in page.text
    await look_for_twins(center_pages.services["registry"].app.state.database)
    assert (await center_pages.read("registry", "residents/duplicates"))["total"] == 0


async def test_the_same_person_gets_what_was_typed_on_the_card_that_is_there(center_pages: Center) -> None:
    known = await a_known_one(center_pages)
    visitor = center_pages.manager()
    typed = {**TYPED, "patronymic": "Петровна"}
    page = await visitor.submit(await visitor.open("/desk/people/new"), typed)
    page = await visitor.submit(page, {"same": known})
    values = page.form("/edit").values
    assert values["family_name"] == ["Кузнецова"]
    assert values["patronymic"] == ["Петровна"]
    assert values["phone"] == ["+7 900 123-45-67"]
    page = await visitor.submit(page, to="/edit")
    assert "Исправили." in page.text
    card = await center_pages.read("registry", f"residents/{known}")
    assert (card["patronymic"], card["phone"]) == ("Петровна", "+79001234567")
    assert len((await center_pages.read("registry", "residents"))["items"]) == 1


async def test_somebody_unlike_anybody_is_written_at_once(center_pages: Center) -> None:
    await a_known_one(center_pages)
    visitor = center_pages.manager()
    page = await visitor.submit(
        await visitor.open("/desk/people/new"), {**TYPED, "family_name": "Громова", "given_name": "Инна"}
    )
    assert "Записали." in page.text


async def two(center: Center) -> tuple[str, str]:
    kept = await a_known_one(center, mail="maria@example.org")
    other = await center.person("Мария", "Кузницова", birth_year=1948, patronymic="Петровна")
    await look_for_twins(center.services["registry"].app.state.database)
    return kept, str(other["id"])


async def test_a_pair_is_compared_checked_merged_and_undone(center_pages: Center) -> None:
    kept, other = await two(center_pages)
    visitor = center_pages.manager()
    page = await visitor.open("/desk/people/duplicates")
    assert "Похожа 1 пара карточек" in page.text.replace("\N{NO-BREAK SPACE}", " ")
    page = await visitor.open(f"/desk/people/{kept}/merge/{other}")
    assert "Это один человек?" in page.text
    page = await visitor.submit(page, {"take-family_name": "other"}, to="", expect=422)
    assert "Напишите, откуда вы знаете" in page.text
    assert page.form("").values["take-family_name"] == ["other"]
    page = await visitor.submit(page, {"reason": "сама сказала", "go": "check"})
    assert "Объединить карточки?" in page.text
    assert "maria@example.org" in page.text
    page = await visitor.submit(page, {"go": "back"})
    assert page.form("").values["reason"] == ["сама сказала"]
    page = await visitor.submit(page, {"go": "check"})
    page = await visitor.submit(page, {"go": "merge"})
    assert "Карточки объединили." in page.text
    card = await center_pages.read("registry", f"residents/{kept}")
    assert (card["family_name"], card["patronymic"]) == ("Кузницова", "Петровна")
    page = await visitor.open(f"/desk/people/{other}")
    assert visitor.here.startswith(f"/desk/people/{kept}")
    (merge,) = (await center_pages.read("registry", "merges"))["items"]
    page = await visitor.open("/desk/people/merges")
    assert "сама сказала" in page.text
    page = await visitor.submit(await visitor.open(f"/desk/people/merges/{merge['id']}"), to="/undo")
    assert "снова две карточки" in page.text.replace("\N{NO-BREAK SPACE}", " ")
    assert (await center_pages.read("registry", f"residents/{kept}"))["family_name"] == "Кузнецова"
    assert (await center_pages.read("registry", f"residents/{other}"))["family_name"] == "Кузницова"


async def test_a_card_changed_meanwhile_is_not_merged_blindly(center_pages: Center) -> None:
    kept, other = await two(center_pages)
    visitor = center_pages.manager()
    page = await visitor.open(f"/desk/people/{kept}/merge/{other}")
    page = await visitor.submit(page, {"reason": "сама сказала", "go": "check"})
    api = center_pages.services["registry"].as_(center_pages.tokens.manager(center_pages.id))
    changed = await api.patch(
        f"/centers/{center_pages.id}/residents/{kept}",
        json={"language": "en", "channel": "visit"},
        headers={"if-match": '"1"'},
    )
    assert changed.status_code == 200
    page = await visitor.submit(page, {"go": "merge"}, expect=422)
    assert page.form("").values["reason"] == ["сама сказала"]
    page = await visitor.submit(page, {"go": "check"})
    page = await visitor.submit(page, {"go": "merge"})
    assert "Карточки объединили." in page.text, "what has changed was shown"


async def test_two_told_apart_leave_the_list(center_pages: Center) -> None:
    await two(center_pages)
    visitor = center_pages.manager()
    page = await visitor.submit(await visitor.open("/desk/people/duplicates"), to="/different")
    assert "это разные люди" in page.text
    assert "Похожих карточек нет" in page.text


async def test_the_other_card_can_be_looked_for(center_pages: Center) -> None:
    kept, other = await two(center_pages)
    visitor = center_pages.manager()
    page = await visitor.open(f"/desk/people/{kept}/merge?q=кузницова")
    assert f"/desk/people/{kept}/merge/{other}" in page.links
    page = await visitor.open(f"/desk/people/{kept}/merge?q=кузнецова")
    assert "Никого, кроме самого человека" in page.text
    await visitor.open(f"/desk/people/{UUID(int=1)}/merge", expect=404)


async def test_residents_see_none_of_it(center_pages: Center) -> None:
    person = await center_pages.person()
    for path in ("/desk/people/duplicates", "/desk/people/merges", f"/desk/people/{person['id']}/merge"):
        await center_pages.resident(person).open(path, expect=403)
