"""What a file may be: a list is read, whatever wrote it; what is none, or is meant badly, is refused in words."""

import io
import zipfile

import pytest

from services.registry.exchange.spreadsheets.model import Unreadable
from services.registry.exchange.spreadsheets.service import read_sheet
from tests.registry.imports.sending import apply, checked, csv_of, people, send, xlsx_of
from tests.registry.making import Center, a_phone

HEAD = ("Фамилия", "Имя")


def _archive(**parts: bytes) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name.replace("__", "/").replace("_xml", ".xml"), content)
    return made.getvalue()


async def _refused(content: bytes) -> Unreadable:
    with pytest.raises(Unreadable) as refused:
        await read_sheet(content)
    assert refused.value.message[-1] not in ".!"
    return refused.value


@pytest.mark.parametrize(
    ("content", "encoding", "delimiter"),
    [
        ("Фамилия;Имя\nЁлкина;Ия\n".encode(), "utf-8", ";"),
        ("\ufeffФамилия,Имя\r\nЁлкина,Ия\r\n".encode(), "utf-8", ","),
        ("Фамилия\tИмя\nЁлкина\tИя".encode("cp1251"), "cp1251", "\t"),
        ('Фамилия;Имя\n"Ёлкина";"Ия"\n\n'.encode("utf-16"), "utf-16", ";"),
    ],
)
async def test_text_is_read_in_the_usual_encodings(content: bytes, encoding: str, delimiter: str) -> None:
    sheet = await read_sheet(content)
    assert (sheet.encoding, sheet.delimiter) == (encoding, delimiter)
    assert (sheet.headings, [line.cells for line in sheet.lines]) == (["Фамилия", "Имя"], [["Ёлкина", "Ия"]])


async def test_workbook_is_read_as_a_person_sees_it() -> None:
    content = xlsx_of(("Жители дома", ""), (), HEAD, ("Ким", "Ю"), ("Лев", ""), (79161234567, 1948.0))
    sheet = await read_sheet(content)
    assert (sheet.format, sheet.name, sheet.headings) == ("xlsx", "Жители", ["Фамилия", "Имя"])
    lines = [(line.number, line.cells) for line in sheet.lines]
    assert lines == [(4, ["Ким", "Ю"]), (5, ["Лев", ""]), (6, ["79161234567", "1948"])]


async def test_quoted_cells_keep_their_separators_and_lines() -> None:
    sheet = await read_sheet('Фамилия;Имя\n"Ёлкина; она же ""Ива""";"Ия\nМария"\n'.encode())
    assert sheet.lines[0].cells == ['Ёлкина; она же "Ива"', "Ия\nМария"]


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "empty"),
        (b"\xef\xbb\xbf \r\n ", "empty"),
        ("Фамилия;Имя\n".encode(), "no-rows"),
        (b"%PDF-1.7\n1 0 obj", "not-a-list"),
        (b"\x89PNG\r\n\x1a\n" + bytes(200), "not-a-list"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "not-a-list"),
        (bytes(range(1, 32)) * 40, "not-text"),
        (b"\xff\xfe\x00\xd8", "encoding"),
        (b"PK\x03\x04 this is no archive", "broken"),
        (";".join(["x"] * 4000).encode() + b"\n" + b";".join([b"1"] * 4000), "too-many-columns"),
        (b"a;b\n" + b"1;2\n" * 100_001, "too-many-rows"),
        (_archive(xl__workbook_xml=b"<workbook/>"), "broken"),
        (_archive(word__document_xml=b"<document/>"), "not-a-workbook"),
    ],
)
async def test_what_is_no_list_is_refused(content: bytes, code: str) -> None:
    assert (await _refused(content)).code == f"imports.{code}"


async def test_wide_and_empty_workbooks_are_refused() -> None:
    assert (await _refused(xlsx_of(["x"] * 4000, ["1"] * 4000))).code == "imports.too-many-columns"
    assert (await _refused(xlsx_of())).code == "imports.empty"
    assert (await _refused(xlsx_of(HEAD))).code == "imports.no-rows"


async def test_bomb_is_refused_by_its_directory_before_it_is_unpacked() -> None:
    bomb = _archive(xl__workbook_xml=b"x", xl__worksheets__sheet1_xml=bytes(210 * 1024 * 1024))
    assert len(bomb) < 300_000
    assert (await _refused(bomb)).code == "imports.bomb"
    dense = _archive(xl__workbook_xml=b"x", xl__worksheets__sheet1_xml=bytes(30 * 1024 * 1024))
    assert (await _refused(dense)).code == "imports.bomb"


async def test_one_far_cell_does_not_take_the_memory_of_the_service() -> None:
    far = xlsx_of(HEAD, ("Ким", "Ю"), formulas=[(1_048_575, 16_000, "=1")])
    assert (await _refused(far)).code in ("imports.unreadable", "imports.too-many-columns")


async def test_formulas_and_signs_that_are_no_text_are_errors_of_their_cells(home: Center) -> None:
    book = xlsx_of(
        (*HEAD, "Отчество"),
        ("Ким", "Ю", ""),
        ("=Не", "Формула", ""),
        ("Жду", "", ""),
        formulas=[(3, 1, "=A1")],
    )
    found = await checked(home, book)
    assert [(one["row"], one["column"], one["code"]) for one in found["rejected"]] == [
        (4, "Имя", "imports.formula")
    ]
    turned = csv_of(
        HEAD, ("Ким\u202eвок", "Ю"), ("=cmd|'/c calc'!A0", "Ю"), ("Ну\x00ль", "Ю"), ("Д'Арк 🌻", "О'Нил-Ким")
    )
    found = await checked(home, turned)
    said = [(one["row"], one["code"]) for one in found["rejected"]]
    assert said == [(2, "imports.hidden"), (3, "imports.formula"), (4, "imports.binary")]
    assert (await apply(home, found))["applied"] == 1
    assert [one["name"] for one in await people(home)] == ["Д'Арк 🌻 О'Нил-Ким"]


async def test_long_names_and_what_is_no_telephone_are_errors_of_their_cells(home: Center) -> None:
    rows = csv_of(
        (*HEAD, "Телефон"),
        ("Я" * 61, "Ю", ""),
        ("Я" * 2000, "Ю", ""),
        ("Ким", "Ю", f"{a_phone()}, 12"),
    )
    found = await checked(home, rows)
    assert [(one["row"], one["code"]) for one in found["rejected"]] == [
        (2, "imports.name-too-long"), (3, "imports.too-long"), (4, "imports.phone"),
    ]  # fmt: skip


async def test_file_over_ten_megabytes_is_answered_413_and_kept_nowhere(home: Center) -> None:
    refused = await send(home, b"a;b\n" + b"x" * (10 * 1024 * 1024), expect=413)
    assert refused["code"] == "uploads.too-large"
    assert (await home.manager.get(f"{home.path}/imports")).json()["items"] == []


async def test_request_without_a_file_or_a_kind_is_said_so(home: Center) -> None:
    nothing = await home.manager.post(f"{home.path}/imports", data={"kind": "residents"})
    assert (nothing.status_code, nothing.json()["errors"][0]["pointer"]) == (422, "/file")
    other = await send(home, csv_of(HEAD, ("Ким", "Ю")), kind="cats", expect=422)
    assert other["errors"][0]["pointer"] == "/kind"
    pdf = await send(home, b"%PDF-1.7", name="list.xlsx", expect=422)
    assert pdf["errors"][0] == {
        "pointer": "/file",
        "code": "imports.not-a-list",
        "message": "Это PDF. Из него список не взять: откройте исходную таблицу и сохраните её как XLSX или CSV",
    }
