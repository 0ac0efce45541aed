"""Houses, owners, contracts, the map and the center itself, on pages without JavaScript."""

import re
from collections.abc import Mapping
from datetime import timedelta
from typing import Any

import pytest

from shared.kit.clock import now, today
from shared.testing.polling import eventually
from tests.portal.conftest import Center
from tests.portal.visiting import Visitor

Json = dict[str, Any]  # Any: JSON
PDF = b"%PDF-1.7\n%%EOF\n"
HOUSE = {
    "address": "ул. Садовая, 14", "kind": "apartment", "flats": "40", "storeys": "5", "entrances": "1: 1–20\n2: 21-40",
    "total_area": "2 140,50", "coordinates": "55.7558, 37.6173",
}  # fmt: skip


async def a_house(center: Center, **known: object) -> Json:
    body = {"address": "ул. Садовая, 14", "flats": 40, **known}
    return await center.by_manager("registry", "houses", body)


async def sent(visitor: Visitor, path: str, typed: Mapping[str, str], to: str = "", expect: int = 200) -> str:
    page = await visitor.submit(await visitor.open(path), dict(typed), to=to, expect=expect)
    return page.text


async def test_a_house_is_entered_as_it_is_known_and_its_passport_says_what_is_missing(
    center_pages: Center,
) -> None:
    visitor = center_pages.manager()
    assert "Домов пока нет" in (await visitor.open("/desk/places")).text
    text = await sent(visitor, "/desk/places/houses/new", HOUSE)
    assert "ул. Садовая, 14" in text
    assert "Нет действующего договора управления" in text
    assert "Нет ни ТСЖ, ни совета дома, а закон его ждёт (Жилищный кодекс, ст. 161.1" in text
    assert "1-й: кв. 1–20; 2-й: кв. 21–40" in text
    assert "Дома нет на карте" not in text
    listed = (await visitor.open("/desk/places?q=садов+14")).text
    assert "ул. Садовая, 1440" in listed
    assert "Таких домов не нашли" in (await visitor.open("/desk/places?q=луговая")).text


@pytest.mark.parametrize(
    ("wrong", "said", "field"),
    [
        ({"flats": ""}, "сколько в доме квартир", "flats"),
        ({"entrances": "первый подъезд"}, "«1: 1–20»", "entrances"),
        ({"entrances": "1: 1–50"}, "такой квартиры нет", "entrances"),
        ({"coordinates": "где-то тут"}, "широту и долготу", "coordinates"),
        ({"coordinates": "37.6173, 55.7558"}, "широта и долгота переставлены", "coordinates"),
        ({"fias_id": "123"}, "не похоже на номер", "fias_id"),
        ({"total_area": "много"}, "площадь числом", "total_area"),
    ],
)
async def test_what_is_wrong_with_a_house_is_said_beside_the_field_and_nothing_is_lost(
    center_pages: Center, wrong: dict[str, str], said: str, field: str
) -> None:
    visitor = center_pages.manager()
    typed = {**HOUSE, **wrong}
    page = await visitor.submit(await visitor.open("/desk/places/houses/new"), typed, expect=422)
    assert page.title.startswith("Ошибка:")
    assert said in page.text
    assert f"#{field}" in page.links
    values = page.form().values
    assert {name: values[name][0].replace("\r\n", "\n") for name in typed} == typed


async def test_a_house_entered_before_in_other_words_is_told_beside_the_address(center_pages: Center) -> None:
    house = await a_house(center_pages, address="ул. Садовая, 1")
    other = await a_house(center_pages, address="ул. Садовая, 2")
    visitor = center_pages.manager()
    for path in ("new", f"{other['id']}/edit"):
        typed = {**HOUSE, "address": "улица Садовая, д. 1"}
        page = await visitor.submit(await visitor.open(f"/desk/places/houses/{path}"), typed, expect=422)
        assert f"Этот дом уже внесён: «{house['address']}»" in page.text
        assert "#address" in page.links
        assert page.form().values["address"] == [typed["address"]]


async def test_two_managers_at_one_house_see_both_versions(center_pages: Center) -> None:
    house = await a_house(center_pages)
    first, second = center_pages.manager(), center_pages.manager()
    path = f"/desk/places/houses/{house['id']}/edit"
    before = await second.open(path)
    await first.submit(await first.open(path), {"flats": "41"})
    page = await second.submit(before, {"flats": "42"}, expect=422)
    assert "это изменил кто-то другой" in page.text
    assert "Сейчас записано: 41" in page.text
    assert page.form().values["flats"] == ["42"]
    second.answer = await second.get(path)
    page = await second.submit(page)
    assert "42 квартиры" in page.text


async def test_shares_that_do_not_add_up_are_shown_until_they_do(center_pages: Center) -> None:
    house, person = await a_house(center_pages), await center_pages.person()
    visitor = center_pages.manager()
    path = f"/desk/places/houses/{house['id']}/premises"
    page = await visitor.submit(await visitor.open(path), {"number": "12", "area": "54,3"})
    assert "54,30 м²" in page.text
    flat = visitor.here.partition("?")[0]
    page = await visitor.submit(page, {"kind": "resident", "who": "Кузнецова", "share": "1/2"})
    assert "Доли вместе дают 1/2" in page.text
    assert f"/desk/people/{person['id']}" in page.links
    page = await visitor.submit(
        await visitor.open(flat), {"kind": "organisation", "name": "ООО «Лавка»", "share": "2/3"}
    )
    assert "Доли вместе дают 7/6" in page.text
    assert "вместе 7/6, больше целого" in (await visitor.open(path)).text
    owner = next(link for link in (await visitor.open(flat)).links if "/owners/" in link)
    page = await visitor.submit(await visitor.open(owner), {"share": "много"}, to=owner, expect=422)
    assert "Напишите долю так" in page.text
    assert (await visitor.open(f"{flat}/edit")).form().values["area"] == ["54,30"]


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"kind": "resident", "who": "", "share": "1"}, "Напишите фамилию или телефон"),
        ({"kind": "resident", "who": "Никтошина", "share": "1"}, "Никого не нашли"),
        ({"kind": "person", "share": "1"}, "Напишите имя или название"),
        ({"kind": "city", "share": "3/2"}, "не бывает больше единицы"),
        ({"kind": "person", "name": "Пётр, СНИЛС 112-233-445 95", "share": "1"}, "здесь не хранятся"),
    ],
)
async def test_a_wrong_owner_is_refused_beside_the_field(
    center_pages: Center, typed: dict[str, str], said: str
) -> None:
    house = await a_house(center_pages)
    flat = await center_pages.by_manager("registry", "premises", {"house_id": house["id"], "number": "1"})
    visitor = center_pages.manager()
    assert said in await sent(visitor, f"/desk/places/premises/{flat['id']}", typed, expect=422)


async def test_a_contract_with_its_paper_and_a_warning_before_the_end(center_pages: Center) -> None:
    house = await a_house(center_pages)
    visitor = center_pages.manager()
    path = f"/desk/places/houses/{house['id']}/contracts/new"
    day = today()
    typed = {
        "company": "ООО «Уют»", "number": "12", "starts_on": str(day - timedelta(days=300)),
        "ends_on": str(day + timedelta(days=41)),
    }  # fmt: skip
    text = await sent(visitor, path, typed)
    assert "ООО «Уют»" in text
    assert "Договор управления кончается через 4" in text
    assert "Договор управления кончается" in (await visitor.open("/desk/places")).text
    assert "Кончается договор управления: ул. Садовая, 14" in (await visitor.open("/desk")).text
    again = await sent(visitor, path, {**typed, "number": "13"}, expect=422)
    assert "уже есть договор управления" in again
    passport = await visitor.open(f"/desk/places/houses/{house['id']}")
    contract = next(link for link in passport.links if "/contracts/" in link and "new" not in link)
    page = await visitor.open(contract)
    for content, expect in ((b"<html>", 422), (PDF, 200)):
        visitor.answer = await visitor.post(
            f"{contract}/document",
            data={"csrf": page.form("document").values["csrf"][0]},
            files={"document": ("Договор.pdf", content, "application/pdf")},
            headers={"origin": "http://sosedi.test"},
        )
        assert visitor.answer.status_code == expect, visitor.answer.text
    assert "Договор.pdf" in visitor.answer.text
    paper = await visitor.get(f"{contract}/document")
    assert (paper.content, paper.headers["content-type"]) == (PDF, "application/pdf")
    assert paper.headers["content-disposition"].startswith("attachment")


async def test_a_file_without_the_forms_token_is_not_taken(center_pages: Center) -> None:
    house = await a_house(center_pages)
    body = {"house_id": house["id"], "company": "ООО", "number": "1", "starts_on": "2024-01-01"}
    contract = await center_pages.by_manager("registry", "contracts", body)
    visitor = center_pages.manager()
    files = {"document": ("a.pdf", PDF, "application/pdf")}
    path = f"/desk/places/contracts/{contract['id']}/document"
    answer = await visitor.post(
        path, data={"csrf": "x"}, files=files, headers={"origin": "http://sosedi.test"}
    )
    assert answer.status_code == 403
    assert (await visitor.get(path)).status_code == 404


async def test_the_map_shows_every_house_in_the_list_and_as_a_link(center_pages: Center) -> None:
    visitor = center_pages.manager()
    assert "На карте пока пусто" in (await visitor.open("/desk/places/map")).text
    yard = {"type": "Polygon", "coordinates": [[[37.6, 55.7], [37.61, 55.7], [37.61, 55.71], [37.6, 55.7]]]}
    typed = {"kind": "yard", "name": "Двор у библиотеки", "geometry": str(yard).replace("'", '"')}
    assert "есть на карте" in await sent(visitor, "/desk/places/territories/new", typed)
    placed = await a_house(center_pages, point={"type": "Point", "coordinates": [37.605, 55.705]})
    await a_house(center_pages, address="ул. Мира, 3")
    page = await visitor.open("/desk/places/map")
    assert page.links.count(f"/desk/places/houses/{placed['id']}") == 2
    labels = [value for tag, name, value in page.attributes if (tag, name) == ("a", "aria-label")]
    assert labels == ["ул. Садовая, 14: пока ничего"]
    assert "ул. Мира, 3" in page.text
    assert "Двор у библиотеки" in page.text


@pytest.mark.parametrize(
    ("geometry", "said"),
    [("двор", "Пишите по строке на угол"), ("55.70, 37.60", "хотя бы три разные точки"), ("{двор", "Это не GeoJSON"),
     ('{"type": "Polygon", "coordinates": [[[37,55],[38,55],[38,56]]]}', "Контур не замкнут"),
     ("[" * 5000, "Это не GeoJSON"), ('"x"', "Пишите по строке на угол")],
)  # fmt: skip
async def test_an_outline_that_cannot_be_drawn_is_explained(
    center_pages: Center, geometry: str, said: str
) -> None:
    typed = {"kind": "yard", "name": "Двор", "geometry": geometry}
    text = await sent(center_pages.manager(), "/desk/places/territories/new", typed, expect=422)
    assert said in text


async def test_a_house_in_use_is_not_removed_and_says_what_to_do_first(center_pages: Center) -> None:
    house = await a_house(center_pages)
    await center_pages.person(house_id=house["id"], flat="3")
    path = f"/desk/places/houses/{house['id']}/remove"
    text = await sent(center_pages.manager(), path, {}, expect=422)
    assert "Сначала уберите: жителей — 1, помещений — 1" in text


async def test_a_center_tells_everybody_when_it_is_open_and_what_is_there(center_pages: Center) -> None:
    visitor = center_pages.manager()
    week = {f"hours-{day}": "00:00–24:00" for day in range(1, 8)}
    typed: dict[str, str | list[str]] = {
        **week, "directions": "Вход со двора", "phone": "8 495 123-45-67", "services": ["bring_together"],
        "access": ["step_free"], "exceptions": "31.12.2030 закрыто, праздник", "coordinates": "55.75, 37.61",
    }  # fmt: skip
    page = await visitor.submit(await visitor.open("/desk/center/edit"), typed)
    assert "Сегодня открыто до полуночи" in page.text
    room: dict[str, str | list[str]] = {
        "name": "Большая комната",
        "capacity": "40",
        "equipment": ["projector"],
        "access": ["step_free"],
    }
    page = await visitor.submit(await visitor.open("/desk/center/rooms/new"), room)
    public = next(link for link in page.links if link.startswith("/center/"))
    text = (await center_pages.visitor().open(public)).text
    for said in ("Вход со двора", "Большая комната", "На 40 человек: проектор", "Знакомит по интересам"):
        assert said in text
    form = (await visitor.open("/desk/center/edit")).form().values
    assert form["exceptions"] == ["31.12.2030 закрыто, праздник"]
    assert (form["hours-1"], form["phone"]) == (["00:00–24:00"], ["+7 495 123-45-67"])


@pytest.mark.parametrize(
    ("wrong", "field"),
    [({"hours-2": "с десяти до восьми"}, "hours-2"), ({"hours-3": "20:00–10:00"}, "hours-1"),
     ({"exceptions": "31 декабря"}, "exceptions"), ({"exceptions": "31.02.2027 закрыто"}, "exceptions")],
)  # fmt: skip
async def test_wrong_hours_are_said_and_nothing_typed_is_lost(
    center_pages: Center, wrong: dict[str, str], field: str
) -> None:
    visitor = center_pages.manager()
    page = await visitor.submit(await visitor.open("/desk/center/edit"), wrong, expect=422)
    assert f"#{field}" in page.links
    assert {name: page.form().values[name][0] for name in wrong} == wrong


async def test_a_resident_finds_the_page_of_their_center_from_home(center_pages: Center) -> None:
    resident = center_pages.resident(await center_pages.person())
    assert "/center" in (await resident.open("/")).links
    assert "Садовая, 3" in (await resident.open("/center")).text


async def test_no_center_and_no_stranger(center_pages: Center) -> None:
    await center_pages.visitor().open("/center/no-such-center", expect=404)
    resident = center_pages.resident(await center_pages.person())
    await resident.open("/desk/places", expect=403)
    await resident.open("/desk/windows", expect=403)


async def test_a_window_is_lit_by_what_somebody_does(center_pages: Center) -> None:
    house = await a_house(center_pages, entrances=[{"number": 1, "first_flat": 1, "last_flat": 20}])
    person = await center_pages.person(house_id=house["id"], flat="7")
    need = {"skill": "plumbing", "details": "Кран", "free": [], "channel": "web"}
    await center_pages.by_resident(person, "talents", "needs", need)
    visitor = center_pages.manager()

    async def is_lit() -> bool:
        return "ул. Садовая, 14140" in (await visitor.open("/desk/windows")).text

    await eventually(is_lit)
    page = await visitor.open(f"/desk/windows/{house['id']}")
    assert "Горит 1 окно из 40" in page.text
    assert "1120" in page.text
    assert "Горит 1 окно из 40" in [
        value.replace("\N{NO-BREAK SPACE}", " ")
        for _, name, value in (await visitor.open("/desk")).attributes
        if name == "aria-label"
    ]


async def test_a_yard_is_entered_by_its_corners_and_is_read_back_so(center_pages: Center) -> None:
    visitor = center_pages.manager()
    corners = "55.70, 37.60\n55.70, 37.61\n\n55.71; 37.61"
    typed = {"kind": "yard", "name": "Двор", "geometry": corners}
    assert "есть на карте" in await sent(visitor, "/desk/places/territories/new", typed)
    (yard,) = (await center_pages.read("registry", "territories"))["items"]
    ring = [[37.6, 55.7], [37.61, 55.7], [37.61, 55.71], [37.6, 55.7]]
    assert yard["geometry"] == {"type": "Polygon", "coordinates": [ring]}
    page = await visitor.open(f"/desk/places/territories/{yard['id']}")
    assert page.form().values["geometry"] == ["55.7, 37.6\n55.7, 37.61\n55.71, 37.61"]
    street = {"kind": "street", "name": "ул. Садовая", "geometry": "55.70, 37.60\n55.71, 37.61"}
    await sent(visitor, "/desk/places/territories/new", street)
    (line,) = (await center_pages.read("registry", "territories?kind=street"))["items"]
    assert line["geometry"] == {"type": "LineString", "coordinates": [[37.6, 55.7], [37.61, 55.71]]}


async def test_the_passport_names_the_next_meeting_of_this_house_alone(center_pages: Center) -> None:
    house = await a_house(center_pages)
    visitor = center_pages.manager()
    for title, own in (("Чай в центре", None), ("Собираемся у подъезда", house["id"])):
        day = now() + timedelta(days=3 if own else 1)
        body = {"title": title, "kind": "housing", "starts_at": day.isoformat(), "house_id": own}
        await center_pages.by_manager("events", "events", body)
    text = (await visitor.open(f"/desk/places/houses/{house['id']}")).text
    assert "Ближайшая встреча дома: Собираемся у подъезда" in text
    assert "Чай в центре" not in text
    other = await a_house(center_pages, address="ул. Садовая, 16")
    text = (await visitor.open(f"/desk/places/houses/{other['id']}")).text
    assert "Встреч этого дома в календаре нет" in text
    page = await visitor.open(f"/desk/events/new?house={other['id']}")
    assert page.form().values["house_id"] == [other["id"]]


async def test_the_passport_counts_complaints_that_wait_and_leads_to_them(center_pages: Center) -> None:
    house, other = await a_house(center_pages), await a_house(center_pages, address="ул. Мира, 3")
    visitor, path = center_pages.manager(), f"/desk/places/houses/{house['id']}"
    assert "из разговоров" not in (await visitor.open(path)).text
    for where, kind, words in (
        (house, "appeal", "Течёт крыша"),
        (house, "idea", "Лавочка"),
        (other, "appeal", "Темно"),
    ):
        body = {"kind": kind, "words": words, "house_id": where["id"]}
        await center_pages.by_manager("registry", "talks", body)
    page = await visitor.open(path)
    assert "1 жалоба из разговоров ждёт решения" in page.text
    link = next(one for one in page.links if one.startswith("/desk/talks?"))
    heard = (await visitor.open(link)).text
    assert "Течёт крыша" in heard
    assert "Темно" not in heard


async def test_flats_stand_in_the_order_of_their_doors(center_pages: Center) -> None:
    house = await a_house(center_pages, flats=80)
    for number in ("10", "2", "1а", *map(str, range(11, 71)), "1"):
        await center_pages.by_manager("registry", "premises", {"house_id": house["id"], "number": number})
    visitor, path = center_pages.manager(), f"/desk/places/houses/{house['id']}/premises"
    further = next(one for one in (await visitor.open(path)).links if one.startswith(f"{path}?after="))
    pages = [(await visitor.get(one)).text for one in (path, further)]
    doors = [re.findall(r'<a href="/desk/places/premises/[^"]+">([^<]+)</a>', text) for text in pages]
    assert doors[0] == ["1", "1а", "2", *map(str, range(10, 67))]
    assert doors[1] == ["67", "68", "69", "70"]


async def test_whoever_holds_a_post_in_the_house_is_among_its_activists(center_pages: Center) -> None:
    house, victor = await a_house(center_pages), await center_pages.person("Виктор", "Орлов")
    council = {"kind": "council_mkd", "name": "Совет дома 14", "house_ids": [house["id"]]}
    council = await center_pages.by_manager("registry", "organisations", council)
    visitor, path = center_pages.manager(), f"/desk/places/houses/{house['id']}"
    assert "Активных жителей пока не отметили" in (await visitor.open(path)).text
    body = {"organisation_id": council["id"], "resident_id": victor["id"], "role": "council_member"}
    await center_pages.by_manager("registry", "memberships", body)
    text = (await visitor.open(path)).text
    assert "Орлов Виктор" in text
    assert "Член совета, Совет дома 14" in text
