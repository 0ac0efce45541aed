"""The directory goes to other directories and comes back: by the published standard, with nothing lost."""

import csv
import io
import json
import zipfile
from collections.abc import Callable
from uuid import uuid4

import pytest

from tests.registry.directory.making import entered
from tests.registry.hsds.standard import DATAPACKAGE, wrong_cell, wrong_in
from tests.registry.making import Center, Json

KINDS = {
    "services": "service",
    "organizations": "organization",
    "service_at_locations": "service_at_location",
    "taxonomies": "taxonomy",
    "taxonomy_terms": "taxonomy_term",
}


async def full(center: Center) -> None:
    """Entries that use everything."""
    first, second = str(uuid4()), str(uuid4())
    await entered(
        center, name="Кризисный центр «Ёлка»", also="Ёлка", site="elka.example", mail="help@elka.example",
        support=["moral", "organisational"], body="ngo", level="local", confirmed_on="2026-08-01",
        places=[
            {"id": first, "name": "Приёмная", "address": "Мира, 1", "town": "Город", "region": "Область",
             "postcode": "101000", "latitude": "55.75", "longitude": "37.61",
             "hours": [{"days": ["MO", "FR"], "opens": "09:00", "closes": "13:30", "note": "кроме праздников"}]},
            {"id": second, "address": "Мира, 2"},
        ],
        services=[
            {"name": "Ночлег", "for_whom": "Всем", "how_to_apply": "Позвонить", "cost": "бесплатно",
             "place_ids": [second]},
            {"name": "Разговор", "about": "Выслушают,\nне торопясь; \"по душам\""},
        ],
        phones=[{"number": "8 800 7000-600", "about": "круглосуточно"}, {"number": "122"}],
        contacts=[{"name": "Анна", "post": "дежурная", "phone": "+7 495 123-45-67", "mail": "a@elka.example"}],
        note="только для коллег",
    )  # fmt: skip
    await entered(center, name="=СУММ(A1)", about="", services=[], places=[], phones=[])


async def package(center: Center) -> bytes:
    answer = await center.manager.get("/directory/hsds/package?own=true")
    assert (answer.status_code, answer.headers["content-type"]) == (200, "application/zip")
    return answer.content


async def brought(center: Center, content: bytes, expect: int = 200, **said: str) -> Json:
    answer = await center.manager.post(
        "/directory/hsds/imports", files={"file": ("directory", content)}, data=said
    )
    assert answer.status_code == expect, answer.text
    made: Json = answer.json()
    return made


def unpacked(content: bytes) -> dict[str, str]:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return {name: archive.read(name).decode() for name in archive.namelist()}


def packed(files: dict[str, str]) -> bytes:
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in files.items():
            archive.writestr(name, text)
    return written.getvalue()


async def own_entries(center: Center) -> list[Json]:
    found = (await center.manager.get("/directory?own=true&limit=100")).json()["items"]
    kept = ("version", "changed_at", "confirmed_by", "note")
    return [{key: value for key, value in one.items() if key not in kept} for one in found]


@pytest.mark.parametrize("kind", [*KINDS])
async def test_every_thing_is_as_the_published_schema_says(home: Center, kind: str) -> None:
    await full(home)
    page = (await home.manager.get(f"/directory/hsds/{kind}?own=true")).json()
    assert page["total_items"] == len(page["contents"]) == page["size"] > 0
    for thing in page["contents"]:
        assert wrong_in(KINDS[kind], thing) == []
        one = await home.manager.get(f"/directory/hsds/{kind}/{thing['id']}")
        assert one.json() == thing
    assert (await home.manager.get(f"/directory/hsds/{kind}/{uuid4()}")).status_code == 404


async def test_the_check_itself_sees_what_is_wrong(home: Center) -> None:
    await full(home)
    thing = (await home.manager.get("/directory/hsds")).json()["contents"][0]
    assert (
        wrong_in("service", {**thing, "status": "asleep", "color": 1, "organization": {"id": thing["id"]}})
        != []
    )
    assert len(wrong_in("service", {"id": thing["id"]})) == 2


async def test_the_package_is_as_the_published_one_describes(home: Center) -> None:
    await full(home)
    files = unpacked(await package(home))
    described = json.loads(files["datapackage.json"])
    assert described["profile"] == "tabular-data-package"
    ids: dict[str, set[str]] = {}
    tables = {}
    for resource in described["resources"]:
        published = DATAPACKAGE[resource["name"]]
        assert resource["path"] == published["path"]
        columns = [one["name"] for one in resource["schema"]["fields"]]
        must = {name for name, field in published["fields"].items() if field["required"]}
        assert must <= set(columns) <= set(published["fields"]), resource["name"]
        rows = list(csv.DictReader(io.StringIO(files[resource["path"]], newline="")))
        assert rows
        for row in rows:
            assert {
                name: wrong for name in columns if (wrong := wrong_cell(published["fields"][name], row[name]))
            } == {}
        tables[resource["name"]], ids[resource["name"]] = rows, {row["id"] for row in rows}
        assert len(ids[resource["name"]]) == len(rows)
    for name, rows in tables.items():
        for column, other, _ in DATAPACKAGE[name]["foreignKeys"]:
            assert {row[column] for row in rows if row.get(column)} <= ids.get(other, set()), (name, column)


async def test_a_package_comes_back_with_nothing_lost(home: Center, foreign: Center) -> None:
    await full(home)
    sent = await package(home)
    looked = await brought(foreign, sent)
    assert (looked["applied"], looked["new"], looked["rejected"]) == (False, looked["organizations"], [])
    assert await own_entries(foreign) == []
    assert (await brought(foreign, sent, apply="true"))["applied"] is True
    by_id = {one["id"]: one for one in await own_entries(foreign)}
    for one in await own_entries(home):
        assert by_id[one["id"]] == one
    assert await package(foreign) == sent
    again = await brought(foreign, sent, apply="true")
    assert (again["new"], again["changed"], again["same"]) == (0, 0, again["organizations"])
    found = await foreign.manager.get("/directory", params={"q": "ночлег", "own": True})
    assert found.json()["items"][0]["name"] == "Кризисный центр «Ёлка»"


@pytest.mark.parametrize("kind", ["services", "organizations"])
async def test_json_of_the_api_comes_back_too(home: Center, foreign: Center, kind: str) -> None:
    await full(home)
    page = (await home.manager.get(f"/directory/hsds/{kind}?per_page=500&own=true")).content
    report = await brought(foreign, page, apply="true")
    assert (report["rejected"], report["new"]) == ([], report["organizations"])
    if kind == "services":
        assert (await foreign.manager.get("/directory/hsds?per_page=500&own=true")).content == page


async def test_the_same_id_with_other_words_is_a_change(home: Center) -> None:
    await full(home)
    files = unpacked(await package(home))
    files["organizations.csv"] = files["organizations.csv"].replace("Кризисный центр «Ёлка»", "Центр «Ель»")
    report = await brought(home, packed(files), apply="true")
    assert (report["new"], report["changed"]) == (0, 1)
    assert "Центр «Ель»" in [one["name"] for one in await own_entries(home)]
    noted = (await home.manager.get("/directory?own=true")).json()["items"]
    assert "только для коллег" in [one["note"] for one in noted]


async def test_each_wrong_cell_is_named_and_the_rest_is_taken(home: Center, foreign: Center) -> None:
    await full(home)
    files = unpacked(await package(home))
    lines = files["organizations.csv"].splitlines()
    lines += [
        f"{uuid4()},,,без имени,,",
        "не-uuid,Имя,,о чём,,",
        f"{uuid4()},Сайт,,о чём,не почта,javascript:1",
    ]
    files["organizations.csv"] = "\n".join(lines)
    files["services.csv"] += f"{uuid4()},{uuid4()},Ничья услуга,,active,,,,2026-01-01\n"
    report = await brought(foreign, packed(files), apply="true")
    first = len(lines) - 2
    assert {(one["file"], one["row"], one["column"]) for one in report["rejected"]} == {
        ("organizations.csv", first, "name"),
        ("organizations.csv", first + 1, "id"),
        ("organizations.csv", first + 2, "website"),
        ("organizations.csv", first + 2, "email"),
        ("services.csv", len(files["services.csv"].splitlines()), "organization_id"),
    }
    assert all(one["message"] for one in report["rejected"])
    assert report["new"] == report["organizations"] - 3


async def test_a_directory_that_does_not_know_our_words_is_taken_by_what_is_said_of_it(home: Center) -> None:
    document = {
        "contents": [
            {
                "id": str(uuid4()), "name": "Food bank", "status": "active",
                "organization": {"id": str(uuid4()), "name": "Helping hand", "description": "Feeds people"},
                "phones": [{"id": str(uuid4()), "number": "+1 800 555 0100"}],
            }
        ]
    }  # fmt: skip
    report = await brought(home, json.dumps(document).encode(), apply="true", level="local", support="moral")
    assert (report["new"], report["rejected"]) == (1, [])
    entry = (await home.manager.get("/directory?own=true")).json()["items"][0]
    assert (entry["level"], entry["body"], entry["support"]) == ("local", "ngo", ["moral"])
    assert [one["number"] for one in entry["phones"]] == ["+1 800 555 0100"]
    assert (await brought(home, json.dumps(document).encode(), 422, level="galaxy"))["errors"][0][
        "pointer"
    ] == "/level"


def bomb() -> bytes:
    """Made when it is needed: it takes a quarter of a second."""
    return packed({"organizations.csv": "id,name\n" + "0" * (70 * 1024 * 1024)})


@pytest.mark.parametrize(
    "content",
    [
        b"", b"PK\x03\x04broken", b"{}", b"[]", b"{", b"null", b"\xff\xfe", bomb,
        b"[" * 100_000, b'[{"id":"x","organization":{"id":1}}, 7]', packed({"x/../../organizations.txt": "id"}),
        packed({"organizations.csv": "id,name\n\"незакрыто"}),
        packed({"organizations.csv": "id,name\n"}).replace(b"organizations.csv", b"organizations.csv"),
    ],
    ids=[
        "nothing", "broken zip", "empty object", "empty list", "broken json", "null", "no text", "bomb", "deep",
        "numbers", "other files", "open quote", "heading only",
    ],
)  # fmt: skip
async def test_what_is_no_directory_is_refused_and_enters_nothing(
    home: Center, content: bytes | Callable[[], bytes]
) -> None:
    file = content() if callable(content) else content
    answer = await home.manager.post(
        "/directory/hsds/imports", files={"file": ("x", file)}, data={"apply": "true"}
    )
    assert answer.status_code == 422 or answer.json()["organizations"] == 0, answer.text
    assert await own_entries(home) == []


async def test_what_all_share_already_is_not_doubled(home: Center, foreign: Center) -> None:
    shared = await entered(home, shared=True, name=f"Общий фонд {home.id.hex[-8:]}")
    files = unpacked((await home.manager.get("/directory/hsds/package?own=false")).content)
    report = await brought(foreign, packed(files), apply="true")
    assert (report["new"], report["same"], report["rejected"]) == (0, report["organizations"], [])
    files["organizations.csv"] = files["organizations.csv"].replace(shared["name"], "Другое имя")
    report = await brought(foreign, packed(files), apply="true")
    assert [one["code"] for one in report["rejected"]] == ["hsds.shared-already"]
    assert await own_entries(foreign) == []
    gone = {"if-match": f'"{shared["version"]}"'}
    assert (await home.manager.delete(f"/directory/{shared['id']}", headers=gone)).status_code == 204


async def test_others_do_not_bring_anything_in(home: Center, foreign: Center) -> None:
    content = await package(home)
    files = {"file": ("x", content)}
    assert (await home.api.post("/directory/hsds/imports", files=files)).status_code == 401
    assert (await home.resident(uuid4()).post("/directory/hsds/imports", files=files)).status_code == 403
    named = {"center_id": str(home.id)}
    assert (await foreign.manager.post("/directory/hsds/imports", files=files, data=named)).status_code == 404
    assert (await home.manager.post("/directory/hsds/imports", data={"apply": "true"})).status_code == 422


async def test_what_is_not_public_is_told_to_nobody(home: Center) -> None:
    await entered(home, name="Тайная квартира", public=False)
    assert "Тайная" not in (await home.manager.get("/directory/hsds?per_page=500")).text
    assert "Тайная" not in unpacked(await package(home))["organizations.csv"]


async def test_what_is_wrong_with_a_file_is_said_in_the_language_that_was_asked_for(home: Center) -> None:
    for content, said in (
        (b"PK\x03\x04junk", "The archive does not open"),
        (b'[{"name": "x"}]', "A UUID is needed"),
    ):
        answer = await home.manager.post(
            "/directory/hsds/imports", files={"file": ("a", content)}, headers={"accept-language": "en"}
        )
        assert said in answer.text
