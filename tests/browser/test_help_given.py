"""The chain of the first help given, by people in front of browsers: at any width, with JavaScript and without."""

from dataclasses import dataclass
from datetime import timedelta

import pytest

from shared.kit.clock import today
from shared.kit.ids import new_id
from shared.testing.polling import eventually
from tests.browser.conftest import NewVisitor
from tests.browser.visitor import Visitor
from tests.journeys.neighborhood import Neighborhood
from tests.journeys.running_city import RunningCity

pytestmark = pytest.mark.browser


@dataclass(frozen=True)
class Street:
    """A center with its manager and one resident, who can both sign in."""

    here: Neighborhood
    manager_mail: str
    resident_mail: str


@pytest.fixture
async def street(running_city: RunningCity) -> Street:
    mark = str(new_id().int % 10_000_000).zfill(7)
    here = await Neighborhood.open(running_city, "library", mark)
    house = await here.manager.post(
        here.path("registry", "houses"), {"address": f"Садовая, 12{mark}", "flats": 40}
    )
    mail = f"helper-{mark}@example.org"
    await here.enter_resident("Пётр", house["id"], "7", mail, None)
    return Street(here, f"manager-{mark}@example.org", mail)


@pytest.mark.timeout(240)
@pytest.mark.parametrize(
    ("phone", "desk", "javascript"),
    [(320, 1280, True), (390, 1280, False)],
    ids=["with-javascript", "without"],
)
async def test_help_is_given_through_the_pages(
    street: Street, new_visitor: NewVisitor, phone: int, desk: int, javascript: bool
) -> None:
    manager = await new_visitor(desk, javascript)
    await manager.sign_in(street.manager_mail)
    await opens_help_survey(manager)
    await enters_someone_without_a_phone(manager)
    resident = await new_visitor(phone, javascript)
    await resident.sign_in(street.resident_mail)
    await offers_help_in_the_survey(resident)
    await enters_a_paper_sheet(manager)
    await proposes(manager)
    await agrees(resident)
    await agrees_by_phone(manager, resident)
    await plans_the_event(manager)
    await gives_the_help(manager)
    await closes_the_survey(manager)
    await reads_what_came_of_it(resident)


async def opens_help_survey(manager: Visitor) -> None:
    await manager.open("/desk")
    await manager.open("/desk/surveys/new")
    await manager.choose("Мне нужна помощь / я могу помочь", "Да, с именем")
    await manager.press("Сделать черновик")
    await manager.press("Начать опрос")
    await manager.sees("Внести анкету")


async def enters_someone_without_a_phone(manager: Visitor) -> None:
    await manager.open("/desk/people/new")
    await manager.press("Записать")
    await manager.sees("Проверьте")
    await manager.type("family_name", "Соколова")
    await manager.type("given_name", "Мария")
    await manager.choose("при встрече")
    await manager.type("ground", "Пришла сама, телефона нет")
    await manager.press("Записать")
    await manager.sees("Соколова")


async def offers_help_in_the_survey(resident: Visitor) -> None:
    await resident.open("/")
    await resident.press("Ответить")
    await resident.press("Начать")
    await resident.press("Дальше")
    await resident.sees("Проверьте")
    for answers in (
        ["Я могу помочь"],
        ["Кран, трубы, сантехника"],
        ["В будни вечером"],
        ["Раз в неделю"],
        [],
    ):
        await resident.choose(*answers)
        await resident.press("Дальше")
    await resident.press("Назад")
    await resident.press("Дальше")
    await resident.choose("Да, разрешаю")
    await resident.press_enter()
    await resident.sees("Проверьте ответы")
    await resident.sees("Кран, трубы, сантехника")
    await resident.press("Отправить")
    await resident.sees("Спасибо")


async def enters_a_paper_sheet(manager: Visitor) -> None:
    await manager.open("/desk/surveys")
    await manager.press("Внести анкету")
    await manager.type("who", "Соколова")
    await manager.type("number", "1")
    await manager.choose("на бумаге")
    await manager.page.locator("[name='q-sides'][value='need']").check()
    await manager.page.locator("[name='q-needs'][value='plumbing']").check()
    await manager.page.locator("[name='q-needs_when'][value='weekday_evening']").check()
    await manager.page.locator("[name='q-consent_bank'][value='yes']").check()
    await manager.press("Внести и взять следующую")
    await manager.sees("Внесена 1 анкета")


async def proposes(manager: Visitor) -> None:
    await _reload_until(manager, "/desk/talents", "Предложить")
    await manager.press("Предложить")
    await manager.sees("Соколова")
    await manager.press("Предложить")
    await manager.sees("Ждём ответа")


async def agrees(resident: Visitor) -> None:
    await resident.open("/")
    await resident.press("Посмотреть и решить")
    await resident.press("Да, согласиться")
    await resident.sees("Записали ваше согласие")


async def agrees_by_phone(manager: Visitor, resident: Visitor) -> None:
    await manager.page.reload()
    await manager.unfold("Записать ответ за человека")
    await manager.choose("кто просит", "Согласие", "по телефону")
    await manager.press("Записать ответ")
    await manager.sees("Проверьте")
    await manager.type("ground", "ответила по телефону")
    await manager.press("Записать ответ")
    await manager.sees("Договорились")
    await resident.open("/matters")
    await resident.sees("Оба согласны")


async def plans_the_event(manager: Visitor) -> None:
    await manager.press("Назначить встречу")
    await manager.type("title", "Чиним кран у Марии")
    await manager.type("day", str(today() + timedelta(days=2)))
    await manager.type("time", "18:00")
    await manager.choose("Центр")
    await manager.press("Поставить в календарь")
    await manager.sees("Чиним кран у Марии")


async def gives_the_help(manager: Visitor) -> None:
    for name in ("Соколова", "Канарейкина"):
        await manager.type("who", name)
        await manager.choose("по телефону")
        await manager.press("Записать")
        await manager.sees(name)
    for _ in range(2):
        await manager.press("Отметить")
    await manager.sees("2 из 2")
    await manager.open("/desk/talents")
    await manager.press("Открыть")
    await manager.press("Помощь уже получена")
    await manager.sees("помогли")


async def closes_the_survey(manager: Visitor) -> None:
    await manager.open("/desk/surveys")
    await manager.press("Мне нужна помощь")
    await manager.press("Закрыть опрос")
    await manager.sees("закрыт")


async def reads_what_came_of_it(resident: Visitor) -> None:
    await _reload_until(resident, "/", "Что изменилось благодаря вам")
    await resident.open("/me")
    await resident.open("/matters")
    await resident.sees("Вы помогли")


async def _reload_until(visitor: Visitor, path: str, words: str) -> None:
    """Opens a page again until what has just happened elsewhere stands on it."""

    async def stands() -> bool:
        await visitor.open(path)
        return words in await visitor.page.inner_text("body")

    await eventually(stands, every=0.3)
