"""«Кто может помочь с …»: one question in everyday words."""

import pytest

from tests.registry.directory.making import entered
from tests.registry.making import Center, Json


async def found(center: Center, question: str, **more: str) -> list[str]:
    answer = await center.manager.get("/directory", params={"q": question, "own": True, **more})
    assert answer.status_code == 200, answer.text
    items: list[Json] = answer.json()["items"]
    return [one["name"] for one in items]


@pytest.mark.parametrize(
    "question",
    [
        "субсидии",
        "кто может помочь с субсидией",
        "субсыдия",
        "сусбидии",
        "СУБСИДИЮ",
        "не могу заплатить за квартиру",
    ],
    ids=[
        "plain",
        "a whole question",
        "a wrong letter",
        "letters changed places",
        "capitals",
        "everyday words",
    ],
)
async def test_the_subsidies_are_found_however_one_asks(home: Center, question: str) -> None:
    await entered(home)
    await entered(home, name="Клуб «Шахматная доска»", about="Играем по субботам", services=[])
    assert (await found(home, question))[0] == "Отдел жилищных субсидий"


@pytest.mark.parametrize("question", ["космодром", "   ", "%_\\", "и в на"])
async def test_a_question_that_nothing_answers_finds_nothing_by_chance(home: Center, question: str) -> None:
    await entered(home)
    expected = ["Отдел жилищных субсидий"] if not question.strip() else []
    assert await found(home, question) == expected


async def test_yo_and_ye_are_one_letter(home: Center) -> None:
    await entered(home, name="Приём вещей «Тёплый дом»", services=[], about="")
    assert await found(home, "теплый дом") == ["Приём вещей «Тёплый дом»"]
    assert await found(home, "тёплый") == ["Приём вещей «Тёплый дом»"]


async def test_the_name_outweighs_the_description(home: Center) -> None:
    await entered(home, name="Библиотека", about="Есть и шахматы", services=[])
    await entered(home, name="Шахматы во дворе", about="Для всех", services=[])
    assert await found(home, "шахматы") == ["Шахматы во дворе", "Библиотека"]


async def test_level_and_support_narrow_a_question(home: Center) -> None:
    await entered(home)
    await entered(home, name="Фонд субсидий", level="national", body="ngo", support=["moral"])
    assert await found(home, "субсидии", level="national") == ["Фонд субсидий"]
    assert await found(home, "субсидии", support="financial") == ["Отдел жилищных субсидий"]
    assert await found(home, "субсидии", support="organisational") == []
    listed = await home.manager.get("/directory", params={"support": "moral", "own": True, "body": "ngo"})
    assert [one["name"] for one in listed.json()["items"]] == ["Фонд субсидий"]


async def test_what_was_renamed_is_found_by_its_new_name_only(home: Center) -> None:
    entry = await entered(home, services=[], about="")
    headers = {"if-match": f'"{entry["version"]}"'}
    body = {"name": "Прокат колясок", "services": [{"name": "Прокат"}]}
    answer = await home.manager.patch(f"/directory/{entry['id']}", json=body, headers=headers)
    assert answer.status_code == 200, answer.text
    assert await found(home, "прокат коляски") == ["Прокат колясок"]
    assert await found(home, "жилищные") == []
    gone = await home.manager.delete(f"/directory/{entry['id']}", headers={"if-match": '"2"'})
    assert gone.status_code == 204
    assert await found(home, "прокат коляски") == []


async def test_a_new_everyday_word_is_learned_and_forgotten(home: Center) -> None:
    await entered(home, name="Прокат костылей", about="", services=[])
    word = f"костыляндия{home.id.hex[:6]}"
    taught = await home.manager.post("/directory/synonyms", json={"said": word, "means": "прокат костылей"})
    assert taught.status_code == 201
    assert await found(home, f"где тут {word}") == ["Прокат костылей"]
    again = await home.manager.post("/directory/synonyms", json={"said": word.upper(), "means": "прокат"})
    assert (again.status_code, again.json()["code"]) == (409, "directory.synonym-known")
    path = f"/directory/synonyms/{taught.json()['id']}"
    assert (await home.manager.delete(path)).status_code == 204
    assert (await home.manager.delete(path)).status_code == 404
    assert await found(home, f"где тут {word}") == []


async def test_a_synonym_without_words_teaches_nothing(home: Center) -> None:
    answer = await home.manager.post("/directory/synonyms", json={"said": "и", "means": "на"})
    assert answer.status_code == 422
    assert [one["pointer"] for one in answer.json()["errors"]] == ["/said", "/means"]


async def test_how_a_question_was_understood_is_said(home: Center) -> None:
    await entered(home)
    answer = await home.manager.get("/directory", params={"q": "не могу заплатить за квартиру"})
    assert any("субсидия" in one for one in answer.json()["understood"])


KNOWN: dict[str, str] = {
    "Управляющая компания «Садовая»": "Отвечает за дома: уборка, лифт, отопление, крыша, протечки",
    "Отдел жилищных субсидий": "Возвращает часть платы за квартиру и коммунальные услуги",
    "Фонд «Общий стол»": "Продовольственная помощь: собирает продукты и раздаёт наборы, кому не хватает до пенсии",
    "Наркологический диспансер": "Лечение зависимости от алкоголя и наркотиков, помощь родным",
    "Центр реабилитации «Шаг»": "Реабилитация детей с инвалидностью, прокат колясок, помощь родителям",
    "Служба медиации": "Помогает соседям договориться, если конфликт",
    "Юридическая клиника": "Бесплатная юридическая помощь, консультация юриста",
}  # fmt: skip


async def known(center: Center) -> None:
    for name, about in KNOWN.items():
        await entered(center, name=name, also="", about=about, services=[], places=[])


@pytest.mark.parametrize(
    ("question", "first"),
    [
        ("течёт крыша", "Управляющая компания «Садовая»"),
        ("нечем платить за квартиру", "Отдел жилищных субсидий"),
        ("квортплата", "Отдел жилищных субсидий"),
        ("ребёнок-инвалид", "Центр реабилитации «Шаг»"),
        ("инвалит", "Центр реабилитации «Шаг»"),
        ("у меня муж пьёт", "Наркологический диспансер"),
        ("сын наркоман", "Наркологический диспансер"),
        ("залили соседи", "Управляющая компания «Садовая»"),
        ("поругалась с соседкой", "Служба медиации"),
        ("нечего есть", "Фонд «Общий стол»"),
        ("ce,cblbb", "Отдел жилищных субсидий"),
        ("subsidii", "Отдел жилищных субсидий"),
        ("nuzhen yurist", "Юридическая клиника"),
        ("prokat kolyasok", "Центр реабилитации «Шаг»"),
    ],
)
async def test_everyday_words_and_slips_find_who_helps_first(home: Center, question: str, first: str) -> None:
    await known(home)
    answered = await found(home, question)
    assert answered[:1] == [first], answered


async def test_russian_words_in_latin_letters_are_read_one_by_one_beside_what_is_known_as_it_is(
    home: Center,
) -> None:
    await entered(home, name="Школа № 12", about="", services=[], places=[])
    await entered(home, name="Поликлиника № 12", about="", services=[], places=[])
    await entered(home, name="Библиотека", about="Есть Wi-Fi", services=[], places=[])
    assert (await found(home, "shkola 12"))[0] == "Школа № 12"
    assert await found(home, "biblioteka") == ["Библиотека"]
    assert await found(home, "wi-fi") == ["Библиотека"]


@pytest.mark.parametrize("question", ["kosmodrom", "xyzzy"])
async def test_latin_letters_that_say_nothing_find_nothing(home: Center, question: str) -> None:
    await known(home)
    assert await found(home, question) == []


async def test_whoever_only_shares_a_common_word_is_left_out(home: Center) -> None:
    await known(home)
    assert await found(home, "у меня муж пьёт") == ["Наркологический диспансер"]
    assert "Фонд «Общий стол»" not in await found(home, "нужна помощь юриста")


async def test_what_asks_to_be_confirmed_narrows_a_question(home: Center) -> None:
    await entered(home, name="Субсидии давние", confirmed_on="2025-01-01")
    await entered(home, name="Субсидии свежие")
    assert await found(home, "субсидии", due="true") == ["Субсидии давние"]
    assert await found(home, "субсидии", due="false") == ["Субсидии свежие"]
