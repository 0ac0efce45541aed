"""«Что вы обо мне знаете»: everything from every service, who is silent named, for the person and nobody else."""

from datetime import timedelta
from uuid import UUID

from services.registry.rights.copies.use_cases.collect_copy import collect_due
from shared.contracts.requests import CopySection
from shared.kit.clock import now
from shared.kit.copying import PAGE_BYTES, page_from
from shared.testing.polling import eventually
from shared.testing.running import Running
from tests.registry.making import Center, DatabaseOf, Json, connected, rows
from tests.registry.organisations.making import enter, join


async def asked(home: Center, resident: Json) -> Json:
    path = f"{home.path}/residents/{resident['id']}/copy-requests"
    answer = await home.resident(resident["id"]).post(path, json={})
    assert answer.status_code == 202, answer.text
    made: Json = answer.json()
    return made


async def collected(home: Center, resident: Json, copy: Json) -> Json:
    """The copy once everybody was asked."""

    async def come() -> Json | None:
        answer = await home.resident(resident["id"]).get(f"{home.path}/copy-requests/{copy['id']}")
        found: Json = answer.json()
        return None if found["state"] == "collecting" else found

    found = await eventually(come)
    assert found is not None
    return found


def part(copy: Json, service: str) -> Json:
    (found,) = (one for one in copy["parts"] if one["service"] == service)
    return dict(found)


async def test_the_copy_holds_what_two_services_know_and_names_who_is_silent(
    home: Center, running: Running
) -> None:
    said = {"channel": "visit", "ground": "Попросила записать"}
    resident = await home.enter(family_name="Щербатко", given_name="Ольга", **said)
    await connected(home.api)
    async with running("talents") as talents:
        await connected(talents)
        person = talents.as_(home.tokens.resident(home.id, UUID(resident["id"])))
        made = await person.post(
            f"{home.path}/offers", json={"skill": "plumbing", "details": "Кран и смеситель"}
        )
        assert made.status_code == 201, made.text
        copy = await collected(home, resident, await asked(home, resident))
    card = part(copy, "registry")["sections"][0]
    assert card["title"] == "Ваша карточка"
    assert dict(zip(card["columns"], card["rows"][0], strict=True))["Фамилия"] == "Щербатко"
    seen = next(one for one in part(copy, "registry")["sections"] if one["title"] == "Кто смотрел и менял")
    assert seen["rows"][0][2:] == ["карточку завели", "Попросила записать"]
    offers = part(copy, "talents")["sections"][0]
    assert offers["rows"][0][:3] == ["сантехника", "Кран и смеситель", "действует"]


async def test_a_service_that_was_silent_is_named_and_asked_again(
    home: Center, running: Running, database_of: DatabaseOf
) -> None:
    resident, dsn = await home.enter(), await database_of("registry")
    await connected(home.api)
    async with running("talents") as talents:
        await connected(talents)
        copy = await collected(home, resident, await asked(home, resident))
        await rows(
            dsn,
            "update copy_parts set state = 'asked', tries = 1 where request_id = $1 and service = 'talents'",
            UUID(copy["id"]),
            center=home.id,
        )
        path = f"{home.path}/copy-requests/{copy['id']}"
        assert part((await home.manager.get(path)).json(), "talents")["state"] == "asked"
        await rows(dsn, "update copy_rounds set due_at = now() where request_id = $1", UUID(copy["id"]))

        async def came() -> bool:
            return bool(part((await home.manager.get(path)).json(), "talents")["late"])

        await eventually(came)


async def test_a_post_stands_in_the_copy_in_words(home: Center) -> None:
    anna = await home.enter()
    await join(home, await enter(home, kind="group_initiative", name="Цветник"), anna, "organiser")
    copy = await collected(home, anna, await asked(home, anna))
    (posts,) = (one for one in part(copy, "registry")["sections"] if one["title"] == "Организации и группы")
    assert posts["rows"][0][:2] == ["Цветник", "организатор"]


async def test_who_has_looked_at_the_card_stands_in_the_copy(home: Center) -> None:
    resident = await home.enter()
    await connected(home.api)
    await home.manager.get(f"{home.path}/residents/{resident['id']}")
    copy = await collected(home, resident, await asked(home, resident))
    looked = part(copy, "registry")["sections"][-1]
    assert looked["title"] == "Кто смотрел и менял"
    assert ["менеджер центра", "карточку открыли"] in [row[1:3] for row in looked["rows"]]


async def test_the_copy_is_the_persons_alone(home: Center, foreign: Center) -> None:
    resident, other = await home.enter(), await home.enter()
    copy = await asked(home, resident)
    path = f"{home.path}/copy-requests/{copy['id']}"
    assert (await home.resident(other["id"]).get(path)).status_code == 404
    assert (await foreign.manager.get(path)).status_code == 404
    theirs = f"{home.path}/residents/{resident['id']}/copy-requests"
    assert (await home.resident(other["id"]).post(theirs, json={})).status_code == 404


async def test_a_manager_names_the_persons_paper(home: Center, database_of: DatabaseOf) -> None:
    resident = await home.enter()
    path = f"{home.path}/residents/{resident['id']}/copy-requests"
    assert (await home.manager.post(path, json={})).status_code == 422
    copy = await home.manager.post(path, json={"ground": "заявление от 26.11.2026"})
    assert copy.status_code == 202
    read = await home.manager.get(
        f"{home.path}/copy-requests/{copy.json()['id']}", headers={"accept": "application/pdf"}
    )
    assert (read.headers["content-type"], read.content[:5]) == ("application/pdf", b"%PDF-")
    noted = await rows(
        await database_of("registry"), "select 1 from audit where about_id = $1 and action = 'copy.read'",
        UUID(resident["id"]),
    )  # fmt: skip
    assert len(noted) == 1


async def test_after_a_week_the_copy_is_gone(home: Center, database_of: DatabaseOf) -> None:
    resident = await home.enter()
    old, fresh = await asked(home, resident), await asked(home, await home.enter())
    dsn, past = await database_of("registry"), now() - timedelta(seconds=1)
    await rows(
        dsn, "update copy_requests set expires_at = $2 where id = $1", UUID(old["id"]), past, center=home.id
    )
    await rows(
        dsn,
        "update copy_rounds set expires_at = $2, due_at = $2 where request_id = $1",
        UUID(old["id"]),
        past,
    )
    assert (await home.manager.get(f"{home.path}/copy-requests/{old['id']}")).status_code == 404
    await collect_due(home.api.app.state.database, home.api.app.state.bus.ask)
    kept = await rows(dsn, "select id from copy_requests", center=home.id)
    assert [str(row["id"]) for row in kept] == [fresh["id"]]


def test_a_big_copy_comes_in_pages_that_the_bus_carries() -> None:
    sections = [CopySection(title=title, columns=["а"], rows=[["я" * 1000]] * 400) for title in "АБ"]
    seen, after, pages = 0, 0, 0
    while True:
        page = page_from(sections, after)
        assert len(page.model_dump_json().encode()) < 2 * PAGE_BYTES
        seen += sum(len(section.rows) for section in page.sections)
        pages += 1
        if page.next is None:
            break
        after = page.next
    assert (seen, pages) == (800, 6)


def test_a_copy_of_nothing_is_one_empty_page() -> None:
    assert page_from([], 0).model_dump() == {"sections": [], "next": None}
