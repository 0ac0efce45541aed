"""Messages reach residents by mail, by phone and by visit, each once."""

from uuid import UUID

import pytest

from services.notifications.deliveries.repository import take_due, what_they_say
from services.notifications.messages.repository import Notice
from services.notifications.messages.service import tell
from services.notifications.wording.model import MessageCode
from shared.contracts.surveys import SurveyClosedV1
from shared.kit.clock import now
from shared.kit.ids import new_id
from shared.testing.running import Running
from shared.testing.tokens import Tokens
from tests.notifications.conftest import Desk, Enter, open_center
from tests.notifications.test_reactions import Pair, answered


@pytest.fixture
async def center(running: Running, tokens: Tokens) -> UUID:
    """A center that the registry knows too."""
    return await open_center(running, tokens)


async def thank(desk: Desk, *residents: UUID) -> None:
    """Tells residents that a survey is over: nothing that waits for an answer."""
    survey = new_id()
    for resident in residents:
        await desk.told(answered(survey, resident))
    await desk.told(SurveyClosedV1(survey_id=survey, questionnaire="help", sheets=2))


async def ask(desk: Desk, resident: UUID) -> None:
    """Asks a resident whether the help proposed suits them."""
    await desk.told(Pair().proposed.model_copy(update={"asking_id": resident}))


def address_of() -> str:
    return f"{new_id().hex}@example.org"


async def state_of(desk: Desk, resident: UUID) -> str | None:
    found: str | None = await desk.driver.fetchval(
        "select state from deliveries where resident_id = $1", resident
    )
    return found


async def ways(desk: Desk, resident: UUID) -> list[str]:
    return [fact["way"] for fact in await desk.said() if fact["resident_id"] == str(resident)]


async def test_letter_greets_by_name_and_keeps_its_words_true(desk: Desk, enter: Enter) -> None:
    address = address_of()
    resident = await enter(mail=address)
    await desk.prefers(resident, "mail")
    await thank(desk, resident)
    (letter,) = await desk.eventually(lambda: desk.mail(address))
    assert letter["title"] == "Спасибо за ваши ответы"
    assert letter["text"].startswith("Здравствуйте, ")
    assert "Анна Ивановна" in letter["text"]
    assert letter["text"].endswith("Ваш соседский центр")
    await desk.eventually(lambda: ways(desk, resident))
    assert await ways(desk, resident) == ["mail"]


async def test_letter_for_a_child_goes_to_whoever_answers_for_them(
    desk: Desk, enter: Enter, running: Running, tokens: Tokens
) -> None:
    address = address_of()
    mother = await enter(mail=address)
    async with running("registry") as registry:
        body = {"family_name": "Осокин", "given_name": "Миша", "birth_year": 2016, "ground": "мать"}
        wards = f"/centers/{desk.center}/residents/{mother}/wards"
        made = await registry.as_(tokens.manager(desk.center)).post(wards, json=body)
        assert made.status_code == 201, made.text
        await thank(desk, UUID(made.json()["id"]))
        (letter,) = await desk.eventually(lambda: desk.mail(address))
    assert "Анна Ивановна" in letter["text"]
    assert "Это письмо о ребёнке, за которого вы отвечаете: Миша." in letter["text"]


async def test_mail_of_the_registry_counts_where_nothing_was_chosen(desk: Desk, enter: Enter) -> None:
    address = address_of()
    resident = await enter(mail=address, language="en")
    await thank(desk, resident)
    (letter,) = await desk.eventually(lambda: desk.mail(address))
    assert letter["text"].startswith("Hello, ")


async def test_whoever_has_no_mail_reads_on_the_site(desk: Desk, enter: Enter) -> None:
    resident = await enter()
    await desk.prefers(resident, "mail")
    await thank(desk, resident)
    await desk.eventually(lambda: ways(desk, resident))
    assert (await ways(desk, resident), await state_of(desk, resident)) == (["site"], "left_on_site")


async def test_resident_without_a_phone_is_visited_for_what_waits_for_an_answer(
    desk: Desk, enter: Enter
) -> None:
    resident = await enter()
    await ask(desk, resident)
    (call,) = await desk.eventually(desk.calls)
    assert (call["way"], call["resident_id"]) == ("visit", str(resident))
    assert call["code"] == "match_proposed_to_asking"
    assert await state_of(desk, resident) == "to_call"


async def test_nobody_is_visited_for_thanks(desk: Desk, enter: Enter) -> None:
    resident = await enter()
    await thank(desk, resident)
    await desk.eventually(lambda: ways(desk, resident))
    assert (await ways(desk, resident), await desk.calls()) == (["site"], [])


async def test_whoever_wants_to_be_called_is_called(desk: Desk, somebody: UUID) -> None:
    await desk.prefers(somebody, "phone")
    await thank(desk, somebody)
    (call,) = await desk.eventually(desk.calls)
    assert (call["way"], call["done_at"]) == ("phone", None)
    path = f"/centers/{desk.center}/calls/{call['id']}/done"
    assert (await desk.resident(somebody).post(path)).status_code == 403
    first, again = await desk.manager.post(path), await desk.manager.post(path)
    assert first.json()["done_at"] == again.json()["done_at"] is not None
    assert await desk.calls() == []
    assert (await desk.messages(somebody))["unread"] == 0
    assert await ways(desk, somebody) == ["phone"]


async def test_call_of_another_center_is_not_found(desk: Desk, somebody: UUID) -> None:
    await desk.prefers(somebody, "visit")
    await thank(desk, somebody)
    (call,) = await desk.eventually(desk.calls)
    elsewhere = new_id()
    foreign = desk.api.as_(desk.tokens.manager(elsewhere))
    assert (await foreign.get(f"/centers/{elsewhere}/calls")).json()["items"] == []
    refused = await foreign.post(f"/centers/{elsewhere}/calls/{call['id']}/done")
    assert (refused.status_code, refused.json()["code"]) == (404, "notifications.call-not-found")


async def test_calls_come_page_by_page_the_longest_waiting_first(desk: Desk) -> None:
    residents = [new_id() for _ in range(3)]
    for resident in residents:
        await desk.prefers(resident, "phone")
        await thank(desk, resident)
        await desk.is_told(resident, "survey_closed")
    path = f"/centers/{desk.center}/calls"
    first = (await desk.manager.get(path, params={"limit": 2})).json()
    rest = (await desk.manager.get(path, params={"limit": 2, "cursor": first["next"]})).json()
    listed = [one["resident_id"] for one in (*first["items"], *rest["items"])]
    assert (listed, rest["next"]) == ([str(one) for one in residents], None)


async def test_what_is_urgent_leaves_first_and_deeds_last_however_many_are_due(desk: Desk) -> None:
    codes: list[MessageCode] = ["acted_for", "acted_for", "acted_for", "survey_closed", "event_moved"]
    notices = [Notice(new_id(), code, {}, new_id()) for code in codes]
    async with desk.api.app.state.database.transaction(desk.center) as session:  # nobody else sees them
        await tell(session, notices)
        taken = [one for _ in codes for one in await take_due(session, now(), 1)]
        said = await what_they_say(session, taken)
    assert [said[one.message_id][0].code for one in taken] == [*reversed(codes)]
