"""A list from a file, step by step in a browser: errors by row, columns, progress that moves by itself, the result."""

from pathlib import Path

import pytest

from shared.kit.ids import new_id
from tests.browser.conftest import NewVisitor
from tests.browser.test_talks import picture
from tests.browser.visitor import Visitor
from tests.journeys.neighborhood import Neighborhood
from tests.journeys.running_city import RunningCity

pytestmark = [pytest.mark.browser, pytest.mark.timeout(240)]


async def both(visitor: Visitor, name: str) -> None:
    """Looks at the page at both widths."""
    for width in (320, 1280):
        await visitor.page.set_viewport_size({"width": width, "height": 900})
        await visitor.look()
        await picture(visitor, f"{name}-{width}")


async def choose(visitor: Visitor, file: Path) -> None:
    """Chooses a file and has it checked."""
    await visitor.page.locator("[name='file']").set_input_files(file)
    await visitor.press("Проверить список")


def family_name(number: int) -> str:
    """Another for every number below a thousand and a half; they sound unlike each other."""
    return "".join(
        ("Бар", "Вел", "Гун", "Дом", "Зай", "Кос", "Лут", "Мех", "Нов", "Ряб")[int(one)]
        for one in str(number)
    )


async def test_list_comes_in_by_steps(
    running_city: RunningCity, new_visitor: NewVisitor, tmp_path: Path
) -> None:
    mark = str(new_id().int % 10_000_000).zfill(7)
    here = await Neighborhood.open(running_city, "library", mark)
    await here.manager.post(here.path("registry", "houses"), {"address": "Садовая, 12", "flats": 40})
    manager = await new_visitor(1280)
    await manager.sign_in(f"manager-{mark}@example.org")
    file = tmp_path / "Жители двора — очень длинное имя файла из учётной книги старшей по дому 2026.csv"
    head = "Фамилия;Имя;Отчество;Тел.;Адрес;Кв.;Дата рождения\n"
    wrong = (
        f"Неупокоева-Константинопольская;Александра;Константиновна;12;Лесная, 5;3;31.12.48\n;Ия;;+7916{mark};;;\n"
        f"Повторов;Пётр;;+7917{mark};Садовая 12;7;1950\nПовторов;Пётр;;8 917 {mark};Садовая 12;7;1950\n"
    )
    many = "".join(
        f"{family_name(at)};Пётр;Ильич;+7918{at:07};ул. Садовая, д. 12;{at % 40 + 1};{1940 + at % 60}\n"
        for at in range(1500)
    )
    file.write_text(head + wrong + many, encoding="cp1251")

    await manager.open("/desk/imports")
    await both(manager, "imports-start")
    await choose(manager, file)
    await picture(manager, "imports-checking")
    await manager.sees("Что мы поняли", seconds=60)
    await manager.sees("Такого дома в центре нет")
    await both(manager, "imports-ready")
    await manager.press("Повторы")
    await both(manager, "imports-twins")
    await manager.press("Годные")
    await both(manager, "imports-good")
    await manager.press("Поменять колонки")
    await both(manager, "imports-columns")
    await manager.press("Проверить список")
    await manager.sees("Что мы поняли", seconds=60)
    await manager.press("Внести:")
    await picture(manager, "imports-applying")
    await manager.sees("Список внесён", seconds=60)
    await both(manager, "imports-applied")
    await manager.press("К людям")
    await manager.sees(family_name(1499))
